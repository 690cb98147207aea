import { useQuery } from '@tanstack/react-query'
import { readTimeline, type TimelineItem } from '#modules/conversations/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'

interface Evidence {
  value: string
  label: string
  kind: 'message' | 'attachment'
  id: string
}

const most = 100
const lineLength = 70

const lineOf = (text: string): string => {
  const whole = text.replaceAll(/\s+/g, ' ').trim()
  return whole.length > lineLength ? `${whole.slice(0, lineLength)}…` : whole
}

function shownIn(item: TimelineItem, say: (text: string) => string): Evidence[] {
  if (item.kind === 'event') return []
  const { attachments } = item.kind === 'message' ? item.message : item.note
  const files = attachments.map(({ id, name }): Evidence => ({ value: `attachment ${id}`, label: name, kind: 'attachment', id }))
  if (item.kind === 'note') return files
  const { id, text } = item.message
  return [{ value: `message ${id}`, label: say(lineOf(text)), kind: 'message', id }, ...files]
}

/** What can show a finding: the newest messages and files of the complaint. */
export function useEvidence(complaint: string): Evidence[] {
  const say = useWords('procedure')
  const { day } = useInWords()
  const { data } = useQuery({
    queryKey: ['conversations', 'timeline', complaint, 'evidence'],
    queryFn: ({ signal }) => call(readTimeline, { complaint }, { query: { limit: most }, signal }),
  })
  return (data?.data ?? []).flatMap((item) => shownIn(item, (text) => say('enquiry.web.message_line', { moment: day(item.at), text })))
}
