import { Select, TextInput } from '@mantine/core'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { call, type Language, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { type Coaching, completePlaybook, type Playbook, playbooks } from '../contract.ts'
import styles from './coach.module.css'
import { cardsQuery, coachingQuery } from './coach-queries.ts'
import { CoachSheet } from './coach-sheet.tsx'

const playedOf = (channel: Complaint['channel']): Playbook => playbooks.find((one) => one === channel) ?? 'email'

/** Says that it was gone through to the end; it stands in the timeline, and shows the procedure that the customer was heard. */
function Completed({ complaint, playbook, done }: { complaint: string; playbook: Playbook; done: Coaching['playbooks'] }) {
  const say = useWords('conversations')
  const { moment } = useInWords()
  const queries = useQueryClient()
  const completing = useMutation({
    mutationFn: () => call(completePlaybook, { complaint }, { body: { playbook } }),
    onSuccess: async (coaching) => {
      queries.setQueryData(coachingQuery(complaint).queryKey, coaching)
      await queries.invalidateQueries({ queryKey: ['conversations', 'timeline', complaint] })
    },
  })
  return (
    <>
      <SmallAct onAct={() => !completing.isPending && completing.mutate()}>{say('web.coach.playbook_done')}</SmallAct>
      {completing.isError && <Refused why={completing.error} />}
      <ul role="status">
        {done.map(({ playbook: code, stage, by, at }) => {
          const told = { playbook: say(`channel.${code}`), by: by.name, moment: moment(at) }
          const inStage = stage !== null && { stage: say(`web.coach.stages.${stage}.name`) }
          return (
            <li key={at}>
              {inStage ? say('web.coach.playbook_done_stage', { ...told, ...inStage }) : say('web.coach.playbook_done_at', told)}
            </li>
          )
        })}
      </ul>
    </>
  )
}

/** The playbook of the channel: the complaint's own, until the agent says that they are in contact another way. */
export function CoachPlaybook({ complaint, coaching }: { complaint: Complaint; coaching: Coaching }) {
  const say = useWords('conversations')
  const [channel, setChannel] = useState<Playbook>(playedOf(complaint.channel))
  const [opened, setOpened] = useState(false)
  return (
    <section className={`${styles.part} ${styles.wide}`}>
      <h2>{say('web.coach.playbook')}</h2>
      <div className={styles.acts}>
        <Select
          size="xs"
          aria-label={say('web.coach.playbook_channel')}
          data={playbooks.map((value) => ({ value, label: say(`channel.${value}`) }))}
          value={channel}
          onChange={(value) => setChannel(playbooks.find((one) => one === value) ?? channel)}
        />
        <SmallAct aria-expanded={opened} onAct={() => setOpened(!opened)}>
          {say('web.coach.playbook')}
        </SmallAct>
      </div>
      {opened && <CoachSheet code={`playbook_${channel}`} spoken={complaint.language} />}
      {(opened || coaching.playbooks.length > 0) && coaching.may.mark && (
        <Completed complaint={complaint.id} playbook={channel} done={coaching.playbooks} />
      )}
    </section>
  )
}

/** The ten techniques as cards; any word of them finds them. */
export function CoachCards({ spoken }: { spoken: Language }) {
  const say = useWords('conversations')
  const language = useLanguage()
  const [q, setQ] = useState('')
  const [opened, setOpened] = useState<string | null>(null)
  const query = useQuery(cardsQuery(language, q))
  return (
    <section className={`${styles.part} ${styles.wide}`}>
      <h2>{say('web.coach.cards')}</h2>
      <TextInput
        size="xs"
        type="search"
        aria-label={say('web.coach.seek')}
        placeholder={say('web.coach.seek')}
        maxLength={200}
        value={q}
        onChange={(event) => setQ(event.currentTarget.value)}
      />
      <Queried query={query} rows={2}>
        {(cards) => (
          <>
            {cards.length === 0 && <p role="status">{say('web.coach.no_cards')}</p>}
            <ul className={styles.cards}>
              {cards.map(({ code, title, language: written }) => (
                <li key={code}>
                  <SmallAct aria-expanded={opened === code} onAct={() => setOpened(opened === code ? null : code)}>
                    <span lang={written}>{title}</span>
                  </SmallAct>
                  {opened === code && <CoachSheet code={code} spoken={spoken} />}
                </li>
              ))}
            </ul>
          </>
        )}
      </Queried>
    </section>
  )
}
