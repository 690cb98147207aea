import { Select, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Complaint } from '#modules/complaints/contract.ts'
import { type Letter, letters } from '#modules/tone/contract/check.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { Act } from '#workspace/kit/act.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { useGo } from '#workspace/kit/go.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Said } from '#workspace/kit/section.tsx'
import type { LetterDraft, previewLetter } from '../contract.ts'
import { OptionsPart } from '../options/web/options-part.tsx'
import { useOffer } from '../options/web/use-offer.ts'
import { letterAddress } from './letter-address.ts'
import { LetterBlocks } from './letter-blocks.tsx'
import { LetterSend } from './letter-send.tsx'
import { LetterSide } from './letter-side.tsx'
import styles from './letters.module.css'
import { PaperPreview } from './paper-preview.tsx'
import { draftQuery, previewQuery } from './queries.ts'
import { subjectKey, useWritten, writtenOf } from './use-written.ts'

type Body = BodyOf<typeof previewLetter>

interface EditorProps {
  complaint: Complaint
  letter: Letter
}

/** Which letter it is; another one is another page. */
function LetterChoice({ complaint, letter }: EditorProps) {
  const say = useWords('letters')
  const go = useGo()
  const chosen = (value: string | null) => {
    const found = letters.find((one) => one === value)
    if (found !== undefined && found !== letter) go(letterAddress(complaint.id, found))
  }
  return (
    <Select
      label={say('web.which')}
      data={letters.map((value) => ({ value, label: say(`letter.${value}`) }))}
      value={letter}
      onChange={chosen}
      allowDeselect={false}
    />
  )
}

/** What the desk says of what is typed, a moment after the last key; null while it has not looked at exactly this yet. */
function useLooked({ complaint, letter }: EditorProps, asked: Body) {
  const typed = JSON.stringify(asked)
  const [settled] = useDebouncedValue(typed, 500)
  const preview = useQuery(previewQuery(complaint.id, letter, JSON.parse(settled) as Body)) // what was written two lines above
  const shown = preview.data ?? null
  return { shown, exact: typed === settled && !preview.isPlaceholderData ? shown : null }
}

/** The parts of the letter as what is offered leaves them; undefined of a letter that lets nobody choose. */
function useLaidOut({ complaint, letter }: EditorProps, asked: Pick<Body, 'offer'>) {
  const [settled] = useDebouncedValue(JSON.stringify(asked), 300)
  const body = JSON.parse(settled) as Pick<Body, 'offer'> // what was written one line above
  const { data } = useQuery({ ...previewQuery(complaint.id, letter, body), enabled: body.offer !== undefined })
  return body.offer === undefined ? undefined : data?.blocks
}

interface FormProps extends EditorProps {
  draft: LetterDraft
  writing: ReturnType<typeof useWritten>
  issues: LetterDraft['issues']
  offering: ReturnType<typeof useOffer>
  onAnew: () => void
}

function LetterForm({ complaint, letter, draft, writing, issues, offering, onAnew }: FormProps) {
  const say = useWords('letters')
  const people = useWords('people')
  const { typed, write } = writing
  const begun = Object.keys(typed).length > 0 || offering.offer.options.length > 0
  return (
    <form className={styles.blocks} data-doing="letter" onSubmit={(event) => event.preventDefault()} aria-label={say(`letter.${letter}`)}>
      <LetterChoice complaint={complaint} letter={letter} />
      {!draft.right && <Said mark="!">{say('web.not_right')}</Said>}
      <p className={styles.hint}>{say('web.language', { language: people(`web.languages.${draft.language}`) })}</p>
      <TextInput
        label={say('web.subject')}
        lang={draft.language}
        value={typed[subjectKey] ?? draft.subject}
        onChange={(event) => write(subjectKey, event.currentTarget.value)}
        maxLength={300}
      />
      {letter === 'offer' && <OptionsPart complaint={complaint} offer={offering.offer} change={offering.setOffer} />}
      <LetterBlocks draft={draft} typed={typed} covered={issues} onWrite={write} />
      {begun && (
        <div>
          <Act as="plain" onAct={onAnew}>
            {say('web.anew')}
          </Act>
        </div>
      )}
    </form>
  )
}

function Drafted({ complaint, letter, draft: first }: EditorProps & { draft: LetterDraft }) {
  const say = useWords('letters')
  const writing = useWritten(complaint.id, letter)
  const offering = useOffer(complaint.id, letter)
  const letGo = () => {
    writing.letGo()
    offering.letGo()
  }
  // What is offered writes parts by itself, and asks for others: the desk says which.
  const blocks = useLaidOut({ complaint, letter }, offering.asked) ?? first.blocks
  const draft = { ...first, blocks: blocks.filter(({ by_itself }) => !by_itself) }
  const [printed, setPrinted] = useState(draft.ways.email === null && draft.ways.address !== null)
  const written = { ...writtenOf(writing.typed, draft.blocks), ...offering.asked }
  const { shown, exact } = useLooked({ complaint, letter }, { ...written, by_hand: printed })
  return (
    <div className={styles.editor}>
      <LetterForm
        complaint={complaint}
        letter={letter}
        draft={draft}
        writing={writing}
        issues={shown?.issues ?? draft.issues}
        offering={offering}
        onAnew={letGo}
      />
      <aside className={styles.side} aria-label={say('web.beside')}>
        <LetterSide
          complaint={complaint.id}
          draft={draft}
          preview={shown}
          paper={<PaperPreview complaint={complaint.id} letter={letter} asked={{ ...written, by_hand: printed }} />}
        />
        <LetterSend
          complaint={complaint}
          draft={draft}
          preview={exact}
          printed={printed}
          onPrinted={setPrinted}
          written={written}
          onSent={letGo}
        />
      </aside>
    </div>
  )
}

/** Writes one letter: its parts at the left, what is missing and how it reads at the right. */
export function LetterEditor({ complaint, letter }: EditorProps) {
  const query = useQuery(draftQuery(complaint.id, letter))
  return (
    <Queried query={query} rows={6}>
      {(draft) => <Drafted complaint={complaint} letter={letter} draft={draft} />}
    </Queried>
  )
}
