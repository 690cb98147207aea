import { Select, Textarea } from '@mantine/core'
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { ToneVerdict } from '#modules/tone/contract/check.ts'
import { readToneRules } from '#modules/tone/contract/rules.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { CoachCards } from './coach-texts.tsx'
import styles from './practice.module.css'
import type { PracticeSample } from './practice-sample.ts'

const engineQuery = queryOptions({
  queryKey: ['conversations', 'practice'],
  queryFn: () => import('./practice-engine.ts'),
  staleTime: Number.POSITIVE_INFINITY,
  structuralSharing: false,
})

const houseQuery = queryOptions({
  queryKey: ['tone', 'rules'],
  queryFn: ({ signal }) => call(readToneRules, {}, { signal }),
  staleTime: 5 * 60_000,
})

const letters = ['acknowledgement', 'message'] as const
const wordOf = (cue: string) => cue.replaceAll(/[:|]/g, '_')

/** What was found and what is missing; it never says that an answer is good. */
function Found({ verdict, text }: { verdict: ToneVerdict; text: string }) {
  const say = useWords('conversations')
  const tone = useWords('tone')
  const { hits, missing, cues } = verdict
  const said = [...new Set(cues.map(({ cue, kind }) => wordOf(kind === undefined ? cue : `${cue}:${kind}`)))]
  return (
    <div className={styles.found} role="status">
      <h2>{say('web.practice.found')}</h2>
      {hits.length === 0 && <p>{say('web.practice.none')}</p>}
      <ul>
        {hits.map(({ rule, start, end, why, instead }) => (
          <li key={`${rule} ${start} ${end}`}>
            {end > start && <q>{text.slice(start, end)}</q>} {why}{' '}
            {instead.length > 0 && `${say('web.practice.instead')} ${instead.join(' · ')}`}
          </li>
        ))}
      </ul>
      <h2>{say('web.practice.missing')}</h2>
      {missing.length === 0 && <p>{say('web.practice.nothing_missing')}</p>}
      <ul>
        {missing.map((cue) => (
          <li key={cue}>{tone(`todo.${wordOf(cue)}`)}</li>
        ))}
      </ul>
      {said.length > 0 && (
        <p>
          {say('web.practice.good')}: {said.map((cue) => tone(`cue.${cue}`)).join(', ')}
        </p>
      )}
    </div>
  )
}

function Answering({ sample }: { sample: PracticeSample }) {
  const say = useWords('conversations')
  const reader = useLanguage()
  const { data: house = null } = useQuery({ ...houseQuery, retry: false })
  const [text, setText] = useState('')
  const [letter, setLetter] = useState<(typeof letters)[number]>('acknowledgement')
  const judging = useMutation({
    mutationFn: async (written: string) => {
      const { judgePractice } = await import('./practice-engine.ts')
      return { written, verdict: await judgePractice(written, { sample, reader, house, letter }) }
    },
  })
  const check = (event: FormEvent) => {
    event.preventDefault()
    if (text.trim() !== '') judging.mutate(text)
  }
  return (
    <form className={styles.part} onSubmit={check}>
      <Textarea
        label={say('web.practice.answer')}
        lang={sample.language}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={20_000}
        autosize
        minRows={8}
      />
      <div className={styles.acts}>
        <Select
          size="xs"
          aria-label={say('web.practice.letter')}
          data={letters.map((value) => ({ value, label: say(`web.practice.letters.${value}`) }))}
          value={letter}
          onChange={(value) => setLetter(letters.find((one) => one === value) ?? letter)}
        />
        <Act as="do" submits busy={judging.isPending} notYet={text.trim() === '' ? say('web.practice.write_first') : undefined}>
          {say('web.practice.check')}
        </Act>
        <span className={styles.quiet}>{say('web.practice.checking')}</span>
      </div>
      {judging.isError && <p role="alert">{say('web.practice.failed')}</p>}
      {judging.data !== undefined && <Found verdict={judging.data.verdict} text={judging.data.written} />}
    </form>
  )
}

function Practising({ samples }: { samples: readonly PracticeSample[] }) {
  const say = useWords('conversations')
  const workspace = useWords('workspace')
  const [at, setAt] = useState(0)
  const sample = samples[at]
  if (sample === undefined) return null
  const place = {
    at: at + 1,
    all: samples.length,
    language: say(`web.language.${sample.language}`),
    channel: workspace(`channel.${sample.channel}`),
  }
  const step = (by: number) => setAt((at + by + samples.length) % samples.length)
  return (
    <div className={styles.practice}>
      <p className={styles.about}>{say('web.practice.about')}</p>
      <section className={styles.part} aria-label={say('web.practice.sample')}>
        <p className={styles.quiet}>{say('web.practice.place', place)}</p>
        <h2 lang={sample.language}>{sample.subject ?? sample.customer ?? say('web.practice.nameless')}</h2>
        {sample.subject !== null && sample.customer !== null && <p lang={sample.language}>{sample.customer}</p>}
        <p className={styles.told} lang={sample.language}>
          {sample.text}
        </p>
        <div className={styles.acts}>
          <Act size="xs" onAct={() => step(-1)}>
            {say('web.practice.previous')}
          </Act>
          <Act size="xs" onAct={() => step(1)}>
            {say('web.practice.next')}
          </Act>
        </div>
        <CoachCards spoken={sample.language} />
      </section>
      <Answering key={sample.code} sample={sample} />
    </div>
  )
}

/** Practice: a sample, an answer, and what the checker says. It calls nothing that writes. */
export function PracticePanel() {
  const reader = useLanguage()
  const query = useQuery(engineQuery)
  return <Queried query={query}>{({ samplesFor }) => <Practising samples={samplesFor(reader)} />}</Queried>
}
