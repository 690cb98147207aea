import { type ChangeEvent, useEffect, useId, useMemo, useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { addressOf, sendFile, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Organisation, uploadLogo } from '../contract.ts'
import styles from './people.module.css'
import { people } from './queries.ts'

const largest = 512 * 1024
const accepted = 'image/png,image/jpeg,image/webp'

/** The chosen picture as an address that this page can show. */
function usePreview(file: File | null): string | null {
  const address = useMemo(() => file && URL.createObjectURL(file), [file])
  useEffect(() => () => (address === null ? undefined : URL.revokeObjectURL(address)), [address])
  return address
}

/** The logo: seen before it is sent. */
export function LogoField({ organisation }: { organisation: Organisation }) {
  const say = useWords('people')
  const id = useId()
  const [file, setFile] = useState<File | null>(null)
  const preview = usePreview(file)
  const sending = useDoing(
    (chosen: File) =>
      sendFile(chosen, { to: addressOf(uploadLogo, {}, undefined), onProgress: () => undefined, signal: new AbortController().signal }),
    [people],
  )
  const tooLarge = file !== null && file.size > largest ? say('refusals.logo_too_large', { kilobytes: largest / 1024 }) : undefined
  const choose = ({ currentTarget }: ChangeEvent<HTMLInputElement>) => {
    sending.reset()
    setFile(currentTarget.files?.[0] ?? null)
  }
  const shown = preview ?? organisation.logo
  return (
    <Section title={say('web.organisation.logo')} about={say('web.organisation.logo_hint', { kilobytes: largest / 1024 })}>
      <div className={styles.logo}>
        <span className={styles.logoShown}>
          {shown === null ? (
            say('web.organisation.no_logo')
          ) : (
            <img src={shown} alt={say('web.organisation.logo_alt', { name: organisation.name })} />
          )}
        </span>
        <label htmlFor={id} className={styles.choices}>
          <span>{say('web.organisation.choose_logo')}</span>
          <input id={id} className={styles.file} type="file" accept={accepted} onChange={choose} />
        </label>
        {file !== null && (
          <Act busy={sending.isPending} notYet={tooLarge} onAct={() => sending.mutate(file, { onSuccess: () => setFile(null) })}>
            {say('web.organisation.use_logo')}
          </Act>
        )}
      </div>
      {tooLarge !== undefined && <Refused why={tooLarge} />}
      {sending.isError && <Refused why={sending.error} />}
    </Section>
  )
}
