import { NewComplaintForm } from '#modules/conversations/web/new-complaint-form.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { PageHeader } from '#workspace/kit/page-header.tsx'
import { useWords } from '#workspace/language.ts'

/** A complaint that somebody tells, brings or sends on paper. */
export function NewComplaintPage() {
  const say = useWords('conversations')
  const go = useGo()
  return (
    <>
      <PageHeader title={say('web.new.title')} back={{ href: '/app/complaints?view=mine' }} />
      <NewComplaintForm onTaken={(complaint) => go(`/app/complaints/${complaint}`)} onCancel={() => go('/app/complaints?view=mine')} />
    </>
  )
}
