import { useCategoryChoices } from '#modules/complaints/web/choices.ts'
import { NoticesList } from '#modules/notices/web/notices-list.tsx'
import { WatchesPart } from '#modules/notices/web/watches-part.tsx'
import { PageHeader } from '../kit/page-header.tsx'
import { useWords } from '../language.ts'

/** What the reader is told. */
export function NoticesPage() {
  const say = useWords('notices')
  return (
    <>
      <PageHeader title={say('web.title')} line={say('web.about')} />
      <NoticesList />
      <WatchesPart categories={useCategoryChoices()} />
    </>
  )
}
