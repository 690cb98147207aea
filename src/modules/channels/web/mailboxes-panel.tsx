import { TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip, Late } from '#workspace/kit/chip.tsx'
import { call, type Say, useAddress, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { useGo } from '#workspace/kit/go.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { useHolds, useMe } from '#workspace/kit/me.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Said, Section } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { editMailbox, type Mailbox, sendTestMail } from '../contract.ts'
import { ConsentReturn, MailboxConsent } from './mailbox-consent.tsx'
import { MailboxForm } from './mailbox-form.tsx'
import { HouseWaiting, MailboxHealth } from './mailbox-health.tsx'
import { MailboxRehearsal } from './mailbox-rehearsal.tsx'
import { channels, mailboxesQuery } from './queries.ts'
import { ServerSaid } from './server-said.tsx'

/** A test mail to an address, oneself when nothing else is said. */
function TestMailForm({ mailbox, onClose }: { mailbox: Mailbox; onClose: () => void }) {
  const say = useWords('channels')
  const me = useMe()
  const [to, setTo] = useState(me.email ?? '')
  const sending = useDoing(() => call(sendTestMail, { mailbox: mailbox.id }, { body: { to: to.trim() } }), [channels])
  const form = useFields(sending.error)
  return (
    <InPlace title={say('web.test_mail.title', { address: mailbox.address })} about={say('web.test_mail.about')} onClose={onClose}>
      <Form
        form={form}
        main
        busy={sending.isPending}
        onSend={() => sending.mutate()}
        send={say('web.test_mail.send')}
        notYet={to.trim() === '' ? say('web.test_mail.to_first') : undefined}
        onCancel={onClose}
      >
        <TextInput
          {...form.at('to')}
          type="email"
          label={say('web.test_mail.to')}
          value={to}
          onChange={(event) => setTo(event.currentTarget.value)}
          maxLength={254}
        />
        {sending.data && <ServerSaid name={say('web.mailboxes.smtp')} tried={sending.data} />}
      </Form>
    </InPlace>
  )
}

function healthLine({ health, imap, smtp, ended, team }: Mailbox, say: Say, { moment }: InWords): string {
  if (ended) return say('web.health.ended')
  const at = (key: string, when: string | null) => (when === null ? null : say(`web.health.${key}`, { moment: moment(when) }))
  const reads = imap === null ? say('web.health.not_read') : (at('read', health.last_read_at) ?? say('web.health.never_read'))
  const sends = smtp === null ? say('web.health.not_sending') : at('sent', health.last_sent_at)
  return [team?.name, reads, at('mail', health.last_mail_at), sends].filter(Boolean).join(' · ')
}

function Troubles({ health, consent }: Mailbox) {
  const say = useWords('channels')
  const { moment } = useInWords()
  const { read_trouble, send_trouble, trouble_since } = health
  // What the provider said stands beside the consent, with what to do about it.
  const said = consent?.given?.said ?? null
  const since = trouble_since ? say('web.health.since', { moment: moment(trouble_since) }) : ''
  const trouble = (key: string, words: string | null) =>
    words !== null &&
    words !== said && (
      <Said key={key} mark={<b aria-hidden="true">!</b>}>
        <b>
          {say(`web.health.${key}`)} {since}
        </b>
        <br />
        {say('web.test.said', { said: words })}
      </Said>
    )
  return [trouble('read_trouble', read_trouble), trouble('send_trouble', send_trouble)]
}

type FormName = 'edit' | 'test' | 'rehearse'
type Opened = { mailbox: string; form: FormName } | null

interface MailboxRowProps {
  mailbox: Mailbox
  opened: Opened
  onOpen: (opened: Opened) => void
}

const isTroubled = ({ health, ended }: Mailbox) => !ended && (health.read_trouble !== null || health.send_trouble !== null)
const isWell = ({ health, ended }: Mailbox) => !ended && (health.last_read_at ?? health.last_sent_at) !== null

function Name({ mailbox }: Pick<MailboxRowProps, 'mailbox'>) {
  const say = useWords('channels')
  return (
    <>
      {mailbox.address} <Chip>{mailbox.name}</Chip>
      {isTroubled(mailbox) && <Late>{say('web.health.troubled')}</Late>}
      {!isTroubled(mailbox) && isWell(mailbox) && <Chip tone="kept">{say('web.health.works')}</Chip>}
      {[mailbox.imap, mailbox.smtp].map(
        (server, at) => server && <Doubt key={at === 0 ? 'imap' : 'smtp'} kind={at === 0 ? 'imap' : 'smtp'} server={server} />,
      )}
    </>
  )
}

/** What weakens a line stands in red beside its mailbox, for as long as it is set. */
function Doubt({ kind, server: { security, trust } }: { kind: 'imap' | 'smtp'; server: NonNullable<Mailbox['imap'] | Mailbox['smtp']> }) {
  const say = useWords('channels')
  const name = say(`web.mailboxes.${kind}`)
  if (security === 'none')
    return (
      <Chip tone="legal" wraps>
        {name}: {say('web.trust.plain')}
      </Chip>
    )
  if (!trust) return null
  const isOne = trust.kind === 'certificate'
  return (
    <Chip tone={isOne ? 'legal' : 'plain'} wraps>
      {name}:{' '}
      {say(isOne ? 'web.trust.own' : 'web.trust.own_authority', {
        subject: trust.subject,
        fingerprint: `${trust.fingerprint.slice(0, 23)}…`,
      })}
    </Chip>
  )
}

function MailboxActs({ mailbox, onOpen }: Omit<MailboxRowProps, 'opened'>) {
  const say = useWords('channels')
  const ending = useDoing(
    (ended: boolean) => call(editMailbox, { mailbox: mailbox.id }, { body: { ended }, version: mailbox.version }),
    [channels],
  )
  const open = (form: FormName) => (
    <Act as="plain" size="xs" onAct={() => onOpen({ mailbox: mailbox.id, form })}>
      {say(form === 'rehearse' ? 'web.rehearsal.act' : `web.mailboxes.act.${form}`)}
    </Act>
  )
  return (
    <>
      {mailbox.imap !== null && open('rehearse')}
      {mailbox.smtp !== null && !mailbox.ended && open('test')}
      {!mailbox.ended && open('edit')}
      <Act as="plain" size="xs" busy={ending.isPending} onAct={() => ending.mutate(!mailbox.ended)}>
        {say(mailbox.ended ? 'web.mailboxes.act.begin' : 'web.mailboxes.act.end')}
      </Act>
      {ending.isError && <Refused why={ending.error} />}
    </>
  )
}

const place = '/app/settings/mailboxes'

function HealthAct({ mailbox }: Pick<MailboxRowProps, 'mailbox'>) {
  const say = useWords('channels')
  const go = useGo()
  return (
    <Act as="plain" size="xs" onAct={() => go(`${place}?health=${mailbox.id}`)}>
      {say('web.health.act')}
    </Act>
  )
}

function MailboxRow({ mailbox, opened, onOpen }: MailboxRowProps) {
  const say = useWords('channels')
  const words = useInWords()
  const edits = useHolds('mailboxes.edit')
  const form = opened?.mailbox === mailbox.id ? opened.form : null
  const go = useGo()
  const looks = useAddress().search['health'] === mailbox.id
  return (
    <Row
      title={<Name mailbox={mailbox} />}
      line={healthLine(mailbox, say, words)}
      acts={
        <>
          {!mailbox.ended && <HealthAct mailbox={mailbox} />}
          {edits && <MailboxActs mailbox={mailbox} onOpen={onOpen} />}
        </>
      }
      here={form !== null || looks}
    >
      {isTroubled(mailbox) && <Troubles {...mailbox} />}
      {!mailbox.ended && <MailboxConsent mailbox={mailbox} edits={edits} />}
      {looks && <MailboxHealth mailbox={mailbox} onClose={() => go(place)} />}
      <OpenedForm form={form} mailbox={mailbox} onClose={() => onOpen(null)} />
    </Row>
  )
}

function OpenedForm({ form, mailbox, onClose }: { form: FormName | null; mailbox: Mailbox; onClose: () => void }) {
  if (form === 'rehearse') return <MailboxRehearsal mailbox={mailbox} onClose={onClose} />
  if (form === 'edit') return <MailboxForm mailbox={mailbox} onDone={onClose} onClose={onClose} />
  return form === 'test' ? <TestMailForm mailbox={mailbox} onClose={onClose} /> : null
}

/** Our mailboxes: whether each reads and sends, in the servers' own words when not. */
export function MailboxesPanel() {
  const say = useWords('channels')
  const edits = useHolds('mailboxes.edit')
  const query = useQuery(mailboxesQuery)
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<Opened>(null)
  const done = (added: Mailbox) => {
    setAdding(false)
    if (added.smtp !== null) setOpened({ mailbox: added.id, form: 'test' })
  }
  const add = (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('web.mailboxes.add')}
    </Act>
  )
  return (
    <Section title={say('web.mailboxes.title')} about={say('web.mailboxes.about')} acts={edits ? add : undefined}>
      {edits && <ConsentReturn />}
      {adding && <MailboxForm mailbox={null} onDone={done} onClose={() => setAdding(false)} />}
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={say('web.mailboxes.none')}>{say('web.mailboxes.none_about')}</Empty>
          ) : (
            <Rows name={say('web.mailboxes.title')}>
              {data.map((mailbox) => (
                <MailboxRow key={mailbox.id} mailbox={mailbox} opened={opened} onOpen={setOpened} />
              ))}
            </Rows>
          )
        }
      </Queried>
      <HouseWaiting />
    </Section>
  )
}
