import { encode } from 'uqr'
import { qrPath } from './qr-path.ts'
import styles from './section.module.css'

export interface QrCodeProps {
  value: string
  /** What the picture is, for who does not see it. */
  label: string
}

/** Words as a picture for a camera: dark on white in either look, with the quiet edge that cameras need. */
export function QrCode({ value, label }: QrCodeProps) {
  const { data } = encode(value, { ecc: 'M', border: 4 })
  const size = data.length
  return (
    <svg className={styles.qr} width={size * 4} height={size * 4} viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label}>
      <path d={qrPath(data)} fill="#000000" />
    </svg>
  )
}
