import { Select } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useId, useState } from 'react'
import type { Letter } from '#modules/tone/contract/check.ts'
import { KeyCap } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Hint, WordingState } from './use-wording.ts'
import styles from './wording.module.css'

const choices: readonly Letter[] = ['message', 'acknowledgement', 'holding', 'offer', 'final_upheld', 'final_not_upheld', 'closing']
const longestSaid = 60
const cut = (said: string) => (said.length > longestSaid ? `${said.slice(0, longestSaid - 1)}…` : said)
const wordOf = (cue: string) => cue.replaceAll(/[:|]/g, '_')
/** What the reply does not say at all has no place in it: it is a thing to do. */
const isLeftOut = ({ category }: Hint) => category === 'coverage'

function Place({ hint, state }: { hint: Hint; state: WordingState }) {
  const say = useWords('conversations')
  return (
    <li className={styles.hint} data-look={hint.look} data-left={hint.left || undefined}>
      <span className={styles.sup} aria-hidden="true">
        {hint.letter}
      </span>
      <div>
        {hint.said !== '' && (
          <SmallAct onAct={() => state.goTo(hint.id)} aria-label={say('web.wording.go', { said: cut(hint.said) })}>
            {cut(hint.said)}
          </SmallAct>
        )}{' '}
        <span className={styles.look}>{hint.left ? say('web.wording.left') : say(`web.wording.look.${hint.look}`)}</span>
        <p>{hint.why}</p>
        {hint.said === '' && hint.advice.map((advised) => <p key={advised}>{advised}</p>)}
      </div>
    </li>
  )
}

/** What reads badly, place by place; where nothing was found it takes no room from what is missing. */
function Badly({ state }: { state: WordingState }) {
  const say = useWords('conversations')
  const id = useId()
  const hints = state.wording.hints.filter((hint) => !isLeftOut(hint))
  if (hints.length === 0) return <p className={styles.none}>{say(state.isLearned ? 'web.wording.none_learned' : 'web.wording.none')}</p>
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{say('web.wording.badly')}</h3>
      <ul>
        {hints.map((hint) => (
          <Place key={hint.id} hint={hint} state={state} />
        ))}
      </ul>
    </section>
  )
}

function Missing({ state }: { state: WordingState }) {
  const say = useWords('conversations')
  const tone = useWords('tone')
  const id = useId()
  const { wording, letter } = state
  const leftOut = wording.hints.filter(isLeftOut)
  const cues = [...new Set(wording.cues.map(({ cue, kind }) => wordOf(kind === undefined ? cue : `${cue}:${kind}`)))]
  const isAll = wording.missing.length === 0 && leftOut.length === 0
  return (
    <section aria-labelledby={id}>
      <h3 id={id}>{say('web.wording.missing')}</h3>
      {isAll && <p>{say(letter === 'message' ? 'web.wording.no_list' : 'web.wording.nothing_missing')}</p>}
      <ul className={styles.todos}>
        {wording.missing.map((cue) => (
          <li key={cue}>{tone(`todo.${wordOf(cue)}`)}</li>
        ))}
        {leftOut.map(({ id: key, why, advice }) => (
          <li key={key}>
            {why} {advice.join(' ')}
          </li>
        ))}
      </ul>
      {cues.length > 0 && (
        <p className={styles.found}>
          {say('web.wording.found')}: {cues.map((cue) => tone(`cue.${cue}`)).join(', ')}
        </p>
      )}
    </section>
  )
}

function LetterChoice({ state }: { state: WordingState }) {
  const say = useWords('conversations')
  const knowledge = useWords('knowledge')
  return (
    <Select
      size="xs"
      aria-label={say('web.wording.letter')}
      data={choices.map((value) => ({ value, label: knowledge(`letters.${value}`) }))}
      value={state.letter}
      onChange={(chosen) => state.setLetter(choices.find((one) => one === chosen) ?? 'message')}
      allowDeselect={false}
    />
  )
}

/** What a screen reader hears, and everybody reads, a moment after the hand rests. */
function Status({ state, badly, missing }: { state: WordingState; badly: number; missing: number }) {
  const say = useWords('conversations')
  const { wording, failed, ready } = state
  const heard = {
    badly: say(badly === 0 ? 'web.wording.heard_badly_none' : 'web.wording.heard_badly', { count: badly }),
    missing: say(missing === 0 ? 'web.wording.heard_missing_none' : 'web.wording.heard_missing', { count: missing }),
  }
  return (
    <p role="status" aria-live="polite" className={styles.status}>
      {failed && say('web.wording.not_loaded')}
      {ready && (wording.text.trim() === '' ? say('web.wording.waiting') : say('web.wording.heard', heard))}
    </p>
  )
}

/** Below the text: what was found in it, and what its kind of letter still wants. It never says that a text is good. */
export function WordingPanel({ state }: { state: WordingState }) {
  const say = useWords('conversations')
  const phone = useMediaQuery('(width < 768px)', undefined, { getInitialValueInEffect: false }) ?? false
  const [opened, setOpened] = useState(!phone)
  const id = useId()
  const { wording } = state
  const badly = wording.hints.filter((hint) => !isLeftOut(hint) && !hint.left).length
  const missing = wording.missing.length + wording.hints.filter(isLeftOut).length
  return (
    <section className={styles.panel} aria-labelledby={id}>
      <header>
        <h2 id={id}>
          <SmallAct onAct={() => setOpened(!opened)} aria-expanded={opened}>
            {say('web.wording.title')}
          </SmallAct>
        </h2>
        <LetterChoice state={state} />
        <Status state={state} badly={badly} missing={missing} />
        {badly > 0 && !phone && (
          <span className={styles.keys}>
            <KeyCap>F8</KeyCap> {say('web.wording.keys')}
          </span>
        )}
      </header>
      {opened && wording.text.trim() !== '' && (
        <div className={styles.both}>
          <Badly state={state} />
          <Missing state={state} />
        </div>
      )}
    </section>
  )
}

/** Below a note: gently, that a word names a person and not what happened. */
export function LabelHint({ state }: { state: WordingState }) {
  const hint = state.wording.hints.find(({ left }) => !left)
  return (
    <p role="status" aria-live="polite" className={styles.labels}>
      {hint !== undefined && `“${hint.said}”: ${hint.why}`}
    </p>
  )
}
