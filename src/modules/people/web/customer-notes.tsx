import { Textarea } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Form, useFields } from '#workspace/kit/form.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Pane } from '#workspace/kit/pane.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Customer, pinNote, removeNote } from '../contract.ts'
import styles from './people.module.css'
import { people } from './queries.ts'

function PinNote({ customer, onDone }: { customer: Customer; onDone: () => void }) {
  const say = useWords('people')
  const [text, setText] = useState('')
  const pinning = useDoing(() => call(pinNote, { customer: customer.id }, { body: { text } }), [people])
  const form = useFields(pinning.error)
  return (
    <Form
      form={form}
      busy={pinning.isPending}
      onSend={() => pinning.mutate(undefined, { onSuccess: onDone })}
      send={say('web.notes.pin')}
      notYet={text.trim() === '' ? say('web.notes.first') : undefined}
      onCancel={onDone}
    >
      <Textarea
        {...form.at('text')}
        label={say('web.notes.text')}
        description={say('web.notes.hint')}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={4000}
        autoFocus
      />
    </Form>
  )
}

/** Notes that colleagues see beside each complaint of this customer; they never leave the house. */
export function CustomerNotes({ customer }: { customer: Customer }) {
  const say = useWords('people')
  const { day } = useInWords()
  const undo = useUndo()
  const [pinning, setPinning] = useState(false)
  const again = useDoing((text: string) => call(pinNote, { customer: customer.id }, { body: { text } }), [people])
  const removing = useDoing((note: string) => call(removeNote, { customer: customer.id, note }), [people])
  const takeOff = ({ id, text }: Customer['notes'][number]) =>
    removing.mutate(id, { onSuccess: () => undo(say('web.notes.removed'), () => again.mutate(text)) })
  const pin = <SmallAct onAct={() => setPinning(true)}>{say('web.notes.pin')}</SmallAct>
  return (
    <Pane title={say('web.notes.title')} aside={customer.may.edit && !pinning ? pin : undefined}>
      {customer.notes.length === 0 && !pinning && <p className={styles.second}>{say('web.notes.none')}</p>}
      {customer.notes.map((note) => (
        <div key={note.id} className={styles.note}>
          <p>{note.text}</p>
          <small>{[note.by?.name, day(note.at)].filter(Boolean).join(', ')}</small>
          {customer.may.edit && <SmallAct onAct={() => takeOff(note)}>{say('web.notes.remove')}</SmallAct>}
        </div>
      ))}
      {removing.isError && <Refused why={removing.error} />}
      {again.isError && <Refused why={again.error} />}
      {pinning && <PinNote customer={customer} onDone={() => setPinning(false)} />}
    </Pane>
  )
}
