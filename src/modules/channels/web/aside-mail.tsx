import { Select, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addressOf, nameOf } from '#modules/conversations/rules/shown-mailbox.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { attachAside, type MailAside, openAside } from '../contract.ts'
import styles from './channels.module.css'
import { channels, complaintsFoundQuery } from './queries.ts'

/** What became of a mail, and where it is now. */
export interface Settled {
  how: 'opened' | 'attached'
  id: string
  number: string
}

const refresh = [channels, ['complaints']]

interface Found {
  value: string
  label: string
}

/** Complaints whose number, customer or words fit what was typed; a customer or a message stands for its complaint. */
function useFound(typed: string): Found[] {
  const [q] = useDebouncedValue(typed.trim(), 250)
  const { data } = useQuery(complaintsFoundQuery(q))
  const lines = (data?.data ?? []).flatMap(({ complaint, title }) =>
    complaint === null ? [] : [{ value: complaint.id, label: `${complaint.number} · ${title}` }],
  )
  return [...new Map(lines.map((line) => [line.value, line])).values()]
}

interface FormProps {
  mail: MailAside
  onSettled: (settled: Settled) => void
  onClose: () => void
}

function AttachForm({ mail, onSettled, onClose }: FormProps) {
  const say = useWords('channels')
  const [typed, setTyped] = useState('')
  const [complaint, setComplaint] = useState<string | null>(null)
  const found = useFound(typed)
  const attaching = useDoing((to: string) => call(attachAside, { mail: mail.id }, { body: { complaint: to } }), refresh)
  const form = useFields(attaching.error)
  const send = () =>
    complaint !== null && attaching.mutate(complaint, { onSuccess: ({ complaint: to }) => onSettled({ how: 'attached', ...to }) })
  return (
    <InPlace title={say('web.aside.attach')} about={say('web.aside.attach_about')} onClose={onClose}>
      <Form
        form={form}
        main
        busy={attaching.isPending}
        onSend={send}
        send={say('web.aside.attach_do')}
        notYet={complaint === null ? say('web.aside.complaint_first') : undefined}
        onCancel={onClose}
      >
        <Select
          {...form.at('complaint')}
          label={say('web.aside.complaint')}
          placeholder={say('web.aside.complaint_hint')}
          data={found}
          value={complaint}
          onChange={setComplaint}
          onSearchChange={setTyped}
          filter={({ options }) => options}
          nothingFoundMessage={typed.trim().length > 2 ? say('web.aside.nothing_found') : say('web.aside.complaint_hint')}
          searchable
        />
      </Form>
    </InPlace>
  )
}

function DiscardForm({ onDiscard, onClose }: { onDiscard: (reason: string) => void; onClose: () => void }) {
  const say = useWords('channels')
  const [reason, setReason] = useState('')
  const form = useFields(null)
  return (
    <InPlace title={say('web.aside.discard')} about={say('web.aside.discard_about')} onClose={onClose}>
      <Form
        form={form}
        main
        busy={false}
        onSend={() => onDiscard(reason)}
        send={say('web.aside.discard_do')}
        notYet={reason.trim() === '' ? say('web.aside.reason_first') : undefined}
        onCancel={onClose}
      >
        <Textarea
          label={say('web.aside.reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          autosize
          minRows={2}
          maxLength={1000}
        />
      </Form>
    </InPlace>
  )
}

function MailLines({ mail }: { mail: MailAside }) {
  const say = useWords('channels')
  const { moment, size } = useInWords()
  const { from, subject, beginning, recipient, arrived_at, unreached } = mail
  const beside = [
    recipient && say('web.aside.to', { address: recipient }),
    unreached.length > 0 && say('web.aside.unreached', { addresses: unreached.join(', ') }),
    size(mail.size),
  ]
  return (
    <>
      <div className={styles.head}>
        <b>{from ? nameOf(from) : say('web.aside.nobody')}</b>
        {from?.name && <span title={from.address}>{addressOf(from)}</span>}
        <time dateTime={arrived_at}>{moment(arrived_at)}</time>
      </div>
      <p className={styles.told}>
        {subject && <strong>{subject}</strong>} {beginning}
      </p>
      <p className={styles.line}>
        <Chip wraps>{say(`aside.${mail.reason}`)}</Chip> {beside.filter(Boolean).join(' · ')}
      </p>
    </>
  )
}

/** It names a complaint: one click adds it there. */
function SuggestedAct({ suggested, busy, onAdd }: { suggested: MailAside['suggested']; busy: boolean; onAdd: (to: string) => void }) {
  const say = useWords('channels')
  if (suggested === null) return null
  return (
    <Act size="xs" as="do" busy={busy} onAct={() => onAdd(suggested.id)}>
      {say('web.aside.attach_suggested', { number: suggested.number })}
    </Act>
  )
}

interface AsideMailProps {
  mail: MailAside
  onSettled: (settled: Settled) => void
  onDiscard: (reason: string) => void
  /** Why it could not be discarded after all. */
  refused: unknown
}

/** One mail that was put aside, in its own words, with what can become of it. */
export function AsideMail({ mail, onSettled, onDiscard, refused }: AsideMailProps) {
  const say = useWords('channels')
  const [form, setForm] = useState<'attach' | 'discard' | null>(null)
  const opening = useDoing(() => call(openAside, { mail: mail.id }), refresh)
  const adding = useDoing((to: string) => call(attachAside, { mail: mail.id }, { body: { complaint: to } }), refresh)
  const addTo = (to: string) => adding.mutate(to, { onSuccess: ({ complaint }) => onSettled({ how: 'attached', ...complaint }) })
  const open = () => opening.mutate(undefined, { onSuccess: ({ complaint }) => onSettled({ how: 'opened', ...complaint }) })
  const close = () => setForm(null)
  return (
    <li className={styles.mail}>
      <MailLines mail={mail} />
      <div className={styles.acts}>
        <SuggestedAct suggested={mail.suggested} busy={adding.isPending} onAdd={addTo} />
        <Act size="xs" busy={opening.isPending} onAct={open}>
          {say('web.aside.open')}
        </Act>
        <Act size="xs" onAct={() => setForm('attach')}>
          {say('web.aside.attach')}
        </Act>
        <Act size="xs" as="plain" onAct={() => setForm('discard')}>
          {say('web.aside.discard')}
        </Act>
      </div>
      {adding.isError && <Refused why={adding.error} />}
      {opening.isError && <Refused why={opening.error} />}
      {refused !== undefined && <Refused why={refused} />}
      {form === 'attach' && <AttachForm mail={mail} onSettled={onSettled} onClose={close} />}
      {form === 'discard' && <DiscardForm onDiscard={onDiscard} onClose={close} />}
    </li>
  )
}
