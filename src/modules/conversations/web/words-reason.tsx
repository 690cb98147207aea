import { Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import * as z from 'zod/mini'
import { listAgents } from '#modules/people/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, Problem, useWords } from '#workspace/kit/desk.ts'
import { useMe } from '#workspace/kit/me.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { Said } from '#workspace/kit/section.tsx'
import { writeNote } from '../contract.ts'
import { useMessageAct } from './use-message-act.ts'
import styles from './wording.module.css'

const Waiting = z.array(z.object({ rule: z.string(), said: z.string(), why: z.string(), instead: z.array(z.string()) }))

/** What waits for a reason, when that is why it was refused. */
export function waitingForReason(why: unknown): z.output<typeof Waiting> {
  if (!(why instanceof Problem) || why.code !== 'conversations.words_need_reason') return []
  const read = Waiting.safeParse(why.data['hits'])
  return read.success ? read.data : []
}

const escaped = (words: string) => words.replaceAll('&', '&amp;').replaceAll('<', '&lt;')

/** A note asks a colleague to read what stands here; the draft stays. */
function AskColleague({ complaint, draft }: { complaint: string; draft: () => string }) {
  const say = useWords('conversations')
  const me = useMe()
  const [whom, setWhom] = useState<string | null>(null)
  const query = useQuery({
    queryKey: ['people', 'agents', 'here'],
    queryFn: ({ signal }) => call(listAgents, {}, { query: { limit: 100 }, signal }),
    staleTime: 300_000,
  })
  const agents = (query.data?.data ?? []).filter(({ id }) => id !== me.id)
  const asking = useMessageAct(complaint, async (name: string) => {
    const asked = `<p>${escaped(say('web.wording.ask_note', { name: `@${name}` }))}</p>`
    await call(writeNote, { complaint }, { body: { html: `${asked}<blockquote>${draft()}</blockquote>` } })
  })
  const name = agents.find(({ id }) => id === whom)?.name
  if (asking.isSuccess) return <Said kept>{say('web.wording.asked')}</Said>
  return (
    <div className={styles.ways}>
      <Select
        size="xs"
        aria-label={say('web.wording.ask_whom')}
        placeholder={say('web.wording.ask_whom')}
        data={agents.map(({ id, name: label }) => ({ value: id, label }))}
        value={whom}
        onChange={setWhom}
        searchable
      />
      <Act
        size="xs"
        busy={asking.isPending}
        notYet={name === undefined ? say('web.wording.ask_whom') : undefined}
        onAct={() => name !== undefined && asking.mutate(name)}
      >
        {say('web.wording.ask_act')}
      </Act>
      {asking.isError && <Refused why={asking.error} />}
    </div>
  )
}

interface WordsReasonProps {
  complaint: string
  waiting: ReturnType<typeof waitingForReason>
  draft: () => string
  busy: boolean
  onReason: (reason: string) => void
  /** A night over it: the reply leaves later, and can be taken back until then. */
  onLater: () => void
}

/** Which words wait, and why; a typed reason sends them as they are. The person decides. */
export function WordsReason({ complaint, waiting, draft, busy, onReason, onLater }: WordsReasonProps) {
  const say = useWords('conversations')
  const id = useId()
  const [reason, setReason] = useState('')
  const [asking, setAsking] = useState(false)
  const told = reason.trim()
  return (
    <div className={styles.reason}>
      <ul>
        {waiting.map(({ rule, said, why, instead }) => (
          <li key={`${rule} ${said}`}>
            <strong>{said}</strong>
            <p>
              {why} {instead[0]}
            </p>
          </li>
        ))}
      </ul>
      <Textarea
        id={id}
        size="sm"
        label={say('web.wording.reason')}
        description={say('web.wording.reason_hint')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        maxLength={500}
        autosize
      />
      <div className={styles.ways}>
        <Act busy={busy} notYet={told === '' ? say('web.wording.reason_first') : undefined} onAct={() => onReason(told)}>
          {say('web.wording.send_so')}
        </Act>
        <Act as="plain" onAct={onLater}>
          {say('web.later.open')}
        </Act>
        <Act as="plain" onAct={() => setAsking(!asking)}>
          {say('web.wording.ask')}
        </Act>
      </div>
      {asking && <AskColleague complaint={complaint} draft={draft} />}
    </div>
  )
}
