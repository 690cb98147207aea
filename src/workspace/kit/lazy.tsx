import { Skeleton } from '@mantine/core'
import { lazy, Suspense } from 'react'
import type { DateFieldProps } from './date-field.tsx'
import type { QrCodeProps } from './qr-code.tsx'
import type { RichComposerProps } from './rich-composer.tsx'

const Date = lazy(async () => ({ default: (await import('./date-field.tsx')).DateField }))
const Composer = lazy(async () => ({ default: (await import('./rich-composer.tsx')).RichComposer }))
const Qr = lazy(async () => ({ default: (await import('./qr-code.tsx')).QrCode }))

/** The day field, fetched when the first one is shown. */
export function DateField(props: DateFieldProps) {
  return (
    <Suspense fallback={<Skeleton height={54} animate={false} />}>
      <Date {...props} />
    </Suspense>
  )
}

/** The composer, fetched when the first one is shown. */
export function RichComposer(props: RichComposerProps) {
  return (
    <Suspense fallback={<Skeleton height={130} animate={false} />}>
      <Composer {...props} />
    </Suspense>
  )
}

/** A picture for a camera, fetched when the first one is shown. */
export function QrCode(props: QrCodeProps) {
  return (
    <Suspense fallback={<Skeleton width={228} height={228} animate={false} />}>
      <Qr {...props} />
    </Suspense>
  )
}
