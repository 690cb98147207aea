import { useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { KeyCap } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import type { Hint, WordingState } from './use-wording.ts'
import styles from './wording.module.css'

/** Where the card stands: below its place while there is room, else above; it follows when the page is moved. */
function usePlace(state: WordingState, id: string) {
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState({ left: 0, top: 0 })
  const { placeOf } = state
  const follow = useRef(() => undefined as void)
  follow.current = () => {
    const place = placeOf(id)
    const own = box.current?.getBoundingClientRect()
    if (place === null || own === undefined) return
    const below = place.bottom + 6
    const top = below + own.height > innerHeight - 8 ? Math.max(8, place.top - own.height - 6) : below
    const left = Math.max(8, Math.min(place.left, innerWidth - own.width - 8))
    setAt((before) => (before.left === left && before.top === top ? before : { left, top }))
  }
  useLayoutEffect(() => follow.current())
  useEffect(() => {
    const moved = () => follow.current()
    addEventListener('scroll', moved, true)
    addEventListener('resize', moved)
    return () => {
      removeEventListener('scroll', moved, true)
      removeEventListener('resize', moved)
    }
  }, [])
  return { box, at }
}

/** Alt and a figure takes that wording, Esc leaves the card, wherever the hand is; who presses elsewhere has gone on. */
function useCardKeys(state: WordingState, hint: Hint, box: { current: HTMLElement | null }) {
  const latest = useRef({ state, hint })
  latest.current = { state, hint }
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      const { state: now, hint: here } = latest.current
      const digit = event.altKey ? /^Digit([1-9])$/.exec(event.code)?.[1] : undefined
      const advised = digit === undefined ? undefined : here.takes[Number(digit) - 1]
      const isMine = advised !== undefined || event.key === 'Escape'
      if (!isMine && !walk(event, box.current)) return
      event.preventDefault()
      event.stopPropagation()
      if (advised !== undefined) now.take(here, advised)
      else if (isMine) now.close(true)
    }
    const elsewhere = (event: PointerEvent) => {
      if (event.target instanceof Element && !box.current?.contains(event.target) && !event.target.closest('[data-mark]'))
        latest.current.state.close(false)
    }
    addEventListener('keydown', pressed, true)
    addEventListener('pointerdown', elsewhere, true)
    return () => {
      removeEventListener('keydown', pressed, true)
      removeEventListener('pointerdown', elsewhere, true)
    }
  }, [box])
}

/** Up and down go from one thing to do to the next; Tab does so too. */
function walk(event: KeyboardEvent, box: HTMLElement | null): boolean {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0 || box === null || !box.contains(document.activeElement)) return false
  const buttons = [...box.querySelectorAll('button')]
  const at = buttons.findIndex((button) => button === document.activeElement)
  buttons.at((at + step) % buttons.length)?.focus()
  return true
}

function Advised({ hint, state }: { hint: Hint; state: WordingState }) {
  const say = useWords('conversations')
  return (
    <>
      {hint.takes.length > 0 && <h4>{say('web.wording.instead')}</h4>}
      <ol className={styles.takes}>
        {hint.takes.slice(0, 9).map((advised, at) => (
          <li key={advised}>
            <button type="button" onClick={() => state.take(hint, advised)}>
              <span>{advised}</span> <KeyCap>{`Alt ${at + 1}`}</KeyCap>
            </button>
          </li>
        ))}
      </ol>
      {hint.takes.length > 0 && <p className={styles.example}>{say('web.wording.example')}</p>}
      {hint.advice.length > 0 && <h4>{say('web.wording.advice')}</h4>}
      {hint.advice.map((advised) => (
        <p key={advised}>{advised}</p>
      ))}
    </>
  )
}

/** About one place: why, what to say instead, or leave it. The program advises, the person decides. */
export function WordingCard({ hint, state }: { hint: Hint; state: WordingState }) {
  const say = useWords('conversations')
  const id = useId()
  const { box, at } = usePlace(state, hint.id)
  useCardKeys(state, hint, box)
  const isByKey = state.open?.how === 'key'
  useEffect(() => {
    if (isByKey) box.current?.querySelector('button')?.focus()
  }, [isByKey, box])
  return (
    <div ref={box} className={styles.card} role="dialog" aria-labelledby={`${id}-said`} aria-describedby={`${id}-why`} style={at}>
      <h3 id={`${id}-said`}>{hint.said === '' ? say('web.wording.card_whole') : say('web.wording.card', { said: hint.said })}</h3>
      <p id={`${id}-why`}>{hint.why}</p>
      <Advised hint={hint} state={state} />
      <footer>
        <SmallAct onAct={() => state.leave(hint)}>{say('web.wording.leave')}</SmallAct>
        <SmallAct onAct={() => state.close(true)}>
          {say('web.wording.close')} <KeyCap>Esc</KeyCap>
        </SmallAct>
        {hint.look === 'reason' && <small>{say('web.wording.at_sending')}</small>}
      </footer>
    </div>
  )
}
