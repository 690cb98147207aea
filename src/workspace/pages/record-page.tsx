import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { RecordPanel } from '#modules/audit/web/record-panel.tsx'
import { complaintQuery } from '#modules/complaints/web/queries.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { Queried } from '../kit/queried.tsx'
import { useWords } from '../language.ts'

/** The record of one complaint: every fact, who and when. */
export function RecordPage() {
  const say = useWords('audit')
  const { complaint: id = '' } = useParams({ strict: false })
  const query = useQuery(complaintQuery(id))
  const back = { href: `/app/complaints/${id}`, name: say('web.back') }
  return (
    <>
      {query.data === undefined && <PageHeader title={say('web.title')} back={back} />}
      <Queried query={query} rows={6}>
        {({ number, customer }) => (
          <>
            <PageHeader
              title={say('web.title')}
              documentTitle={`${number} ${say('web.title')}`}
              back={back}
              beside={[number, customer?.name].filter(Boolean).join(' · ')}
              line={say('web.line')}
            />
            <RecordPanel complaint={id} />
          </>
        )}
      </Queried>
    </>
  )
}
