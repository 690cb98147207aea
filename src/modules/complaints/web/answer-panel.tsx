import { Checkbox, Select, Textarea } from '@mantine/core'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { acceptOffer, offerComplaint, refuseOffer, resumeComplaint, ways } from '../contract.ts'
import { ActForm, type PanelProps } from './act-form.tsx'
import { useCodeChoices } from './choices.ts'

/** What the customer said to the offer, in their own words. */
export function AnswerPanel({ complaint, onDone, act }: PanelProps & { act: 'accept' | 'refuse' }) {
  const say = useWords('complaints')
  const [words, setWords] = useState('')
  const [how, setHow] = useState<(typeof ways)[number]>('phone')
  const [also, setAlso] = useState(false)
  const at = { complaint: complaint.id }
  const send = () =>
    act === 'accept'
      ? call(acceptOffer, at, { body: { how, words, ...(also && { delivered: true }) } })
      : call(refuseOffer, at, { body: { how, words, ...(also && { counter: true }) } })
  return (
    <ActForm act={act} complaint={complaint} onDone={onDone} send={send} notYet={words.trim() === '' ? say('web.words_first') : undefined}>
      <Textarea
        label={say(`web.words_of.${act}`)}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={4000}
      />
      <Select
        label={say('web.how_said')}
        data={useCodeChoices('way', ways)}
        value={how}
        onChange={(value) => setHow(ways.find((one) => one === value) ?? how)}
        allowDeselect={false}
      />
      <Checkbox label={say(`web.also.${act}`)} checked={also} onChange={(event) => setAlso(event.currentTarget.checked)} />
    </ActForm>
  )
}

/** Acts that ask for nothing but to be done. */
export function PlainPanel({ complaint, onDone, act }: PanelProps & { act: 'resume' | 'offer' }) {
  const at = { complaint: complaint.id }
  const send = () => (act === 'resume' ? call(resumeComplaint, at) : call(offerComplaint, at, { body: {} }))
  return (
    <ActForm act={act} complaint={complaint} onDone={onDone} send={send}>
      {null}
    </ActForm>
  )
}
