import { Skeleton } from '@mantine/core'
import { lazy } from 'react'
import type { DateFieldProps } from './date-field.tsx'
import { Piece } from './lost-piece.tsx'
import type { QrCodeProps } from './qr-code.tsx'
import type { RichComposerProps } from './rich-composer.tsx'

const Date = lazy(async () => ({ default: (await import('./date-field.tsx')).DateField }))
const Composer = lazy(async () => ({ default: (await import('./rich-composer.tsx')).RichComposer }))
const Qr = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }))

/** The day field, fetched when the first one is shown. */
export function DateField(props: DateFieldProps) {
  return (
    <Piece fallback={<Skeleton height={54} animate={false} />}>
      <Date {...props} />
    </Piece>
  )
}

/** The composer, fetched when the first one is shown. */
export function RichComposer(props: RichComposerProps) {
  return (
    <Piece fallback={<Skeleton height={130} animate={false} />}>
      <Composer {...props} />
    </Piece>
  )
}

/** A picture for a camera, fetched when the first one is shown. */
export function QrCode(props: QrCodeProps) {
  return (
    <Piece fallback={<Skeleton width={228} height={228} animate={false} />}>
      <Qr {...props} />
    </Piece>
  )
}
