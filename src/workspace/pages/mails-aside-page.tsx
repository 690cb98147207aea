import { MailsAside } from '#modules/channels/web/mails-aside.tsx'
import { ReviewList } from '#modules/channels/web/review-list.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'

/** Mails that did not become complaints by themselves: a person says what becomes of them. */
export function MailsAsidePage() {
  const say = useWords('channels')
  return (
    <>
      <PageHeader title={say('web.aside.title')} line={say('web.aside.about')} />
      <ReviewList />
      <MailsAside />
    </>
  )
}
