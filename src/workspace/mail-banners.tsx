import { MailboxAlarms } from '#modules/channels/web/mailbox-alarms.tsx'
import { StopsBanner } from '#modules/channels/web/stops-banner.tsx'

/** What is wrong with the mail: held back, or a mailbox that cannot be read. */
export function MailBanners() {
  return (
    <>
      <StopsBanner />
      <MailboxAlarms />
    </>
  )
}
