import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { listMailboxes } from '#modules/channels/contract.ts'
import { listTeams } from '#modules/people/contract.ts'
import { call, languages, useWords } from '#workspace/kit/desk.ts'
import { EditForm, useFields } from '#workspace/kit/form.tsx'
import { RichComposer } from '#workspace/kit/lazy.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { listSignatures, type Signature, type SignatureTexts, writeSignature } from '../contract.ts'
import { plainTextOf } from '../rules/plain-text.ts'
import styles from './conversation.module.css'

const signaturesKey = ['conversations', 'signatures'] as const

interface Owner {
  scope: Signature['scope']
  of: string | null
  name: string
}

/** Everybody who may have a signature: the desk, its teams, its mailboxes. */
function useOwners(): Owner[] {
  const say = useWords('conversations')
  const teams = useQuery({ queryKey: ['people', 'teams'], queryFn: ({ signal }) => call(listTeams, {}, { signal }) })
  const mailboxes = useQuery({
    queryKey: ['channels', 'mailboxes'],
    queryFn: ({ signal }) => call(listMailboxes, {}, { signal }),
    retry: false,
  })
  return [
    { scope: 'desk', of: null, name: say('web.signature.desk') },
    ...(teams.data?.data ?? []).map(({ id, name }): Owner => ({ scope: 'team', of: id, name: say('web.signature.team', { name }) })),
    ...(mailboxes.data?.data ?? [])
      .filter(({ ended }) => !ended)
      .map(({ id, address }): Owner => ({ scope: 'mailbox', of: id, name: say('web.signature.mailbox', { name: address }) })),
  ]
}

interface FormProps {
  owner: Owner
  signature: Signature | undefined
  onDone: () => void
}

type Texts = Record<(typeof languages)[number], string>

const textsOf = (signature: Signature | undefined): Texts => {
  const { en = '', el = '', es = '' } = signature?.texts ?? {}
  return { en, el, es }
}
const written = (texts: Texts): SignatureTexts => Object.fromEntries(Object.entries(texts).filter(([, html]) => html !== ''))
const readTexts = ({ en, el, es }: Texts): Texts => ({ en: plainTextOf(en), el: plainTextOf(el), es: plainTextOf(es) })

function SignatureForm({ owner, signature, onDone }: FormProps) {
  const say = useWords('conversations')
  // Counts how often a colleague's words were taken: the fields begin anew with them.
  const [turn, setTurn] = useState(0)
  const texts = textsOf(signature)
  const { scope, of } = owner
  const edit = useEdit<Texts>({
    now: { version: signature?.version ?? 0, fields: texts },
    send: (changed, version) => call(writeSignature, {}, { body: { scope, of, texts: written({ ...texts, ...changed }), version } }),
    refresh: [signaturesKey, ['conversations', 'signature']],
    onDone,
  })
  const takeTheirs = () => {
    edit.takeTheirs()
    setTurn(turn + 1)
  }
  const labelOf = (language: keyof Texts) => say('web.signature.in', { language: say(`web.language.${language}`) })
  return (
    <EditForm
      form={useFields(edit.saving.error)}
      edit={{ ...edit, takeTheirs }}
      main
      nameOf={labelOf}
      read={readTexts}
      send={say('web.signature.save')}
      onCancel={onDone}
    >
      {languages.map((language) => (
        <div key={`${language} ${turn}`} lang={language}>
          <span aria-hidden="true">{labelOf(language)}</span>
          <SignatureText label={labelOf(language)} text={edit.fields[language]} onText={(html) => edit.change({ [language]: html })} />
        </div>
      ))}
    </EditForm>
  )
}

/** The editor begins with what stood there when it opened; what is typed goes up, never down again. */
function SignatureText({ label, text, onText }: { label: string; text: string; onText: (html: string) => void }) {
  const [start] = useState(text)
  return <RichComposer label={label} start={start} onChange={({ html }) => onText(html)} />
}

interface LineProps {
  owner: Owner
  signature: Signature | undefined
  mayEdit: boolean
}

function SignatureLine({ owner, signature, mayEdit }: LineProps) {
  const say = useWords('conversations')
  const [editing, setEditing] = useState(false)
  const texts = Object.values(signature?.texts ?? {})
  return (
    <li className={styles.version}>
      <b>{owner.name}</b>{' '}
      {!editing && (
        <>
          <span className={styles.second}>
            {texts.length === 0 ? say('web.signature.none') : plainTextOf(texts[0] ?? '').replaceAll('\n', ' · ')}
          </span>{' '}
          {mayEdit && (
            <SmallAct onAct={() => setEditing(true)} aria-label={say('web.signature.write_of', { name: owner.name })}>
              {say('web.signature.write')}
            </SmallAct>
          )}
        </>
      )}
      {editing && <SignatureForm owner={owner} signature={signature} onDone={() => setEditing(false)} />}
    </li>
  )
}

/** What stands below replies: of the desk, of each team, of each mailbox. */
export function SignaturesPanel() {
  const say = useWords('conversations')
  const owners = useOwners()
  const query = useQuery({ queryKey: signaturesKey, queryFn: ({ signal }) => call(listSignatures, {}, { signal }) })
  return (
    <Section title={say('web.signature.title')} about={say('web.signature.about', { agent: '{{agent.name}}' })}>
      <Queried query={query}>
        {({ data, may }) => (
          <ul>
            {owners.map((owner) => (
              <SignatureLine
                key={`${owner.scope} ${owner.of}`}
                owner={owner}
                signature={data.find(({ scope, of }) => scope === owner.scope && of === owner.of)}
                mayEdit={may.edit}
              />
            ))}
          </ul>
        )}
      </Queried>
    </Section>
  )
}
