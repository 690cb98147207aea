import { NumberInput } from '@mantine/core'
import { useState } from 'react'
import type { AnswerOf } from '#platform/endpoint.ts'
import { call, type Say, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Said } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Mailbox, type Rehearsed, rehearseMailbox } from '../contract.ts'
import styles from './channels.module.css'

const most = 50

function becomes({ does, why, complaint }: Rehearsed, say: Say) {
  const key = `web.rehearsal.${does}`
  if (does === 'aside') return say(key, { why: say(`aside.${why}`) })
  if (does === 'unread') return say(key, { why: why ?? '' })
  if (complaint === null) return say(does === 'attach' ? 'web.rehearsal.attach_new' : key)
  const link = <a href={`/app/complaints/${complaint.id}`}>{complaint.number}</a>
  return does === 'attach' ? say(key, { number: complaint.number }) : link
}

function RehearsedRow({ mail }: { mail: Rehearsed }) {
  const say = useWords('channels')
  const { moment } = useInWords()
  return (
    <tr>
      <td>{mail.at === null ? '–' : moment(mail.at)}</td>
      <td>{mail.from === null ? say('web.rehearsal.nobody') : mail.from.name || mail.from.address}</td>
      <td>{mail.subject || '–'}</td>
      <td>
        {mail.here && `${say('web.rehearsal.here')} `}
        {becomes(mail, say)}
      </td>
    </tr>
  )
}

function Rehearsal({ trouble, in_folder, data }: AnswerOf<typeof rehearseMailbox>) {
  const say = useWords('channels')
  const { count } = useInWords()
  if (trouble !== null)
    return (
      <Said mark={<b aria-hidden="true">!</b>}>
        <b>{say('web.rehearsal.trouble')}</b>
        <br />
        {say('web.test.said', { said: trouble })}
      </Said>
    )
  if (data.length === 0) return <Said>{say('web.rehearsal.empty')}</Said>
  return (
    // A wide table is moved by itself, not the page; who has no mouse reaches it with Tab.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <section className={styles.rehearsed} aria-label={say('web.rehearsal.title')} tabIndex={0}>
      <table>
        <caption>{say('web.rehearsal.count', { count: data.length, whole: count(in_folder) })}</caption>
        <thead>
          <tr>
            {(['at', 'from', 'subject', 'becomes'] as const).map((head) => (
              <th key={head} scope="col">
                {say(`web.rehearsal.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data.map((mail, at) => (
            // Two mails may be alike in all that is shown; their order is all that tells them apart.
            // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
            <RehearsedRow key={at} mail={mail} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** What would become of the last mails, without anything being written. */
export function MailboxRehearsal({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const say = useWords('channels')
  const [last, setLast] = useState<number | ''>(20)
  const reading = useDoing(() => call(rehearseMailbox, {}, { body: { mailbox: mailbox.id, last: last === '' ? 20 : last } }), [])
  const form = useFields(reading.error)
  const again = reading.data === undefined ? 'web.rehearsal.do' : 'web.rehearsal.again'
  return (
    <InPlace title={say('web.rehearsal.title')} about={say('web.rehearsal.about')} onClose={onClose}>
      <Form
        form={form}
        main
        busy={reading.isPending}
        onSend={() => reading.mutate()}
        send={say(reading.isPending ? 'web.rehearsal.going' : again)}
        onCancel={onClose}
      >
        <NumberInput
          {...form.at('last')}
          label={say('web.rehearsal.last')}
          value={last}
          onChange={(value) => setLast(value === '' ? '' : Number(value))}
          min={1}
          max={most}
          allowDecimal={false}
          clampBehavior="strict"
          hideControls
        />
      </Form>
      {reading.data && <Rehearsal {...reading.data} />}
    </InPlace>
  )
}
