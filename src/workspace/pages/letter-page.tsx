import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import type { Complaint } from '#modules/complaints/contract.ts'
import { complaintQuery } from '#modules/complaints/web/queries.ts'
import { LetterEditor } from '#modules/letters/web/letter-editor.tsx'
import { PresenceLine, WritingElsewhere } from '#modules/notices/web/presence-line.tsx'
import { usePresence } from '#modules/notices/web/use-presence.ts'
import { type Letter, letters } from '#modules/tone/contract/check.ts'
import { PageHeader } from '../kit/page-header.tsx'
import { Queried } from '../kit/queried.tsx'
import { useWords } from '../language.ts'
import { LostPage } from './lost-page.tsx'

/** Who else is at this complaint, and writes to the same customer. */
function Others({ complaint }: { complaint: string }) {
  const others = usePresence(complaint)
  return (
    <>
      <PresenceLine others={others} />
      <WritingElsewhere others={others} />
    </>
  )
}

interface HeadProps {
  id: string
  letter: Letter
  complaint: Complaint | undefined
}

function Head({ id, letter, complaint }: HeadProps) {
  const say = useWords('letters')
  return (
    <PageHeader
      title={say(`letter.${letter}`)}
      documentTitle={`${complaint?.number ?? ''} ${say(`letter.${letter}`)}`.trim()}
      back={{ href: `/app/complaints/${id}`, name: say('web.back') }}
      beside={complaint?.number}
      line={complaint && (complaint.customer?.name || complaint.subject)}
    />
  )
}

/** Writes one letter of a complaint. */
export function LetterPage() {
  const { complaint: id = '', letter: asked = '' } = useParams({ strict: false })
  const letter = letters.find((one) => one === asked)
  const query = useQuery(complaintQuery(id))
  if (letter === undefined) return <LostPage />
  return (
    <>
      <Head id={id} letter={letter} complaint={query.data} />
      {query.data && <Others complaint={query.data.id} />}
      <Queried query={query} rows={6}>
        {(complaint) => <LetterEditor key={`${id} ${letter}`} complaint={complaint} letter={letter} />}
      </Queried>
    </>
  )
}
