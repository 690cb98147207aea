import { Select, Textarea } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Late } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { useHolds } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { endStop, type MailStop, stopMail } from '../contract/mail-stops.ts'
import { BudgetsForm } from './budgets-form.tsx'
import { budgetsQuery, stopsQuery } from './outgoing-queries.ts'
import { channels, mailboxesQuery } from './queries.ts'
import { useStopInWords } from './stop-in-words.ts'

type Holds = MailStop['holds']

function StopForm({ holds, onClose }: { holds: Holds; onClose: () => void }) {
  const say = useWords('channels')
  const mailboxes = useQuery(mailboxesQuery).data?.data.filter(({ ended }) => !ended) ?? []
  const [mailbox, setMailbox] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const stopping = useDoing(() => call(stopMail, {}, { body: { holds, mailbox, note } }), [channels])
  const form = useFields(stopping.error)
  return (
    <InPlace title={say(`web.outgoing.stop.${holds}`)} about={say(`web.outgoing.stop.${holds}_about`)} onClose={onClose}>
      <Form
        form={form}
        main
        busy={stopping.isPending}
        onSend={() => stopping.mutate(undefined, { onSuccess: onClose })}
        send={say('web.outgoing.stop.do')}
        onCancel={onClose}
      >
        <Select
          {...form.at('mailbox')}
          label={say('web.outgoing.of')}
          placeholder={say('web.outgoing.whole_desk')}
          data={mailboxes.map(({ id, address }) => ({ value: id, label: address }))}
          value={mailbox}
          onChange={setMailbox}
          clearable
        />
        <Textarea
          {...form.at('note')}
          label={say('web.outgoing.note')}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={1000}
        />
      </Form>
    </InPlace>
  )
}

function RunningStop({ stop, mayEnd }: { stop: MailStop; mayEnd: boolean }) {
  const say = useWords('channels')
  const { moment } = useInWords()
  const { title, why } = useStopInWords()(stop)
  const ending = useDoing(() => call(endStop, { stop: stop.id }), [channels])
  return (
    <Row
      title={<Late>{title}</Late>}
      line={`${why} ${say('web.outgoing.since', { moment: moment(stop.begun_at) })}`}
      acts={
        mayEnd && (
          <Act size="xs" busy={ending.isPending} onAct={() => ending.mutate()}>
            {say('web.outgoing.end')}
          </Act>
        )
      }
    >
      {ending.isError && <Refused why={ending.error} />}
    </Row>
  )
}

function EndedStop({ stop }: { stop: MailStop }) {
  const say = useWords('channels')
  const { moment } = useInWords()
  const { title, why } = useStopInWords()(stop)
  const span = say('web.outgoing.from_until', { from: moment(stop.begun_at), until: stop.ended_at ? moment(stop.ended_at) : '' })
  const by = stop.ended_by ? say('web.outgoing.ended_by', { name: stop.ended_by }) : ''
  return <Row title={title} line={[why, span, by].filter(Boolean).join(' ')} />
}

function StopActs({ onOpen }: { onOpen: (holds: Holds) => void }) {
  const say = useWords('channels')
  return (
    <>
      <Act onAct={() => onOpen('automatic')}>{say('web.outgoing.stop.automatic')}</Act>
      <Act onAct={() => onOpen('outgoing')}>{say('web.outgoing.stop.outgoing')}</Act>
    </>
  )
}

/** What leaves the house: the two switches, what holds mail back now and lately, and how much may leave by itself. */
export function OutgoingPanel() {
  const say = useWords('channels')
  const query = useQuery(stopsQuery)
  const budgets = useQuery(budgetsQuery)
  const edits = useHolds('mailboxes.edit')
  const [opened, setOpened] = useState<Holds | null>(null)
  const acts = query.data?.may.stop ? <StopActs onOpen={setOpened} /> : undefined
  return (
    <>
      <Section title={say('web.outgoing.title')} about={say('web.outgoing.about')} acts={acts}>
        {opened && <StopForm key={opened} holds={opened} onClose={() => setOpened(null)} />}
        <Queried query={query}>
          {({ running, may, held }) =>
            running.length === 0 ? (
              <Empty title={say('web.outgoing.none')}>{say('web.outgoing.none_about')}</Empty>
            ) : (
              <>
                <Rows name={say('web.outgoing.title')}>
                  {running.map((stop) => (
                    <RunningStop key={stop.id} stop={stop} mayEnd={may.stop} />
                  ))}
                </Rows>
                {held > 0 && <p>{say('web.outgoing.held', { count: held })}</p>}
              </>
            )
          }
        </Queried>
      </Section>
      <Section title={say('web.budgets.title')} about={say('web.budgets.about')}>
        <Queried query={budgets}>{(data) => <BudgetsForm budgets={data} edits={edits} />}</Queried>
      </Section>
      {query.data !== undefined && query.data.ended.length > 0 && (
        <Section title={say('web.outgoing.lately')}>
          <Rows name={say('web.outgoing.lately')}>
            {query.data.ended.map((stop) => (
              <EndedStop key={stop.id} stop={stop} />
            ))}
          </Rows>
        </Section>
      )}
    </>
  )
}
