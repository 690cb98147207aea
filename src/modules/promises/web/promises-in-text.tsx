import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { call, useWords } from '#workspace/kit/desk.ts'
import { Refused } from '#workspace/kit/refused.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { type Desk, makePromise } from '../contract.ts'
import type { FoundPromise } from '../rules/detect-promises.ts'
import { concernsOf, DueField } from './due-field.tsx'
import { useFoundPromises } from './found-promises.ts'
import styles from './promises.module.css'
import { promisesQuery, shownOf } from './queries.ts'
import { instantFrom, typedFrom } from './typed-moment.ts'

interface Chosen {
  text: string
  /** As typed, on the desk's clock. */
  due: string
  registers: boolean
}

/** What a person chose for a sentence; the moment is the one that was found until another is typed. */
interface Choice {
  registers: boolean
  due?: string
}

interface InTextProps {
  complaint: string
  /** What stands in the reply. */
  text: string
  /** When the final answer is due, where a clock says so. */
  finalDue: string | null
  /** Calls back when the reply has been handed over for sending, with its message. */
  onSent: (act: (message: string) => void) => void
}

interface OfferProps {
  chosen: Chosen
  desk: Desk
  finalDue: string | null
  onChoose: (choice: Partial<Choice>) => void
  onDrop: () => void
}

function Offer({ chosen, desk, finalDue, onChoose, onDrop }: OfferProps) {
  const say = useWords('promises')
  const { text, due, registers } = chosen
  return (
    <li>
      <q>{text}</q>
      <DueField
        label={say('web.due')}
        value={due}
        onChange={(typed) => onChoose({ due: typed })}
        desk={desk}
        finalDue={finalDue}
        hideLabel
      />
      <span className={styles.acts}>
        {registers ? (
          <>
            <span role="status">{say(instantFrom(due, desk.zone) === null ? 'web.due_first' : 'web.registers')}</span>
            <SmallAct onAct={() => onChoose({ registers: false })}>{say('web.register_not')}</SmallAct>
          </>
        ) : (
          <>
            <SmallAct onAct={() => onChoose({ registers: true })}>{say('web.register')}</SmallAct>
            <SmallAct onAct={onDrop}>{say('web.no_promise')}</SmallAct>
          </>
        )}
      </span>
    </li>
  )
}

/** Who goes on with a sentence is not asked about it anew; who writes it anew is. */
function choiceOf(text: string, choices: Record<string, Choice>): Choice | undefined {
  const begun = Object.keys(choices).filter((before) => text.startsWith(before))
  return choices[begun.toSorted((one, other) => other.length - one.length)[0] ?? text]
}

/** What the person chose for each promise that stands in the text. */
function useChoices(found: readonly FoundPromise[], zone: string) {
  const [choices, setChoices] = useState<Record<string, Choice>>({})
  const [dropped, setDropped] = useState<readonly string[]>([])
  const shown = found
    .filter(({ text }) => !dropped.includes(text))
    .map(({ text, due }): Chosen => ({ text, due: due === null ? '' : typedFrom(due, zone), registers: false, ...choiceOf(text, choices) }))
  return {
    shown,
    choose: (text: string, choice: Partial<Choice>) =>
      setChoices((before) => ({ ...before, [text]: { registers: false, ...choiceOf(text, before), ...choice } })),
    drop: (text: string) => setDropped((before) => [...before, text]),
  }
}

interface Failed {
  chosen: Chosen
  message: string
  why: unknown
}

/** Registers what was chosen once the reply is on its way; what was refused stays here, to be corrected or dropped. */
function useRegistering(complaint: string, zone: string) {
  const queries = useQueryClient()
  const [failed, setFailed] = useState<readonly Failed[]>([])
  const register = async (chosen: Chosen, message: string) => {
    try {
      await call(makePromise, { complaint }, { body: { text: chosen.text, due: instantFrom(chosen.due, zone) ?? '', message } })
      setFailed((before) => before.filter((one) => one.chosen.text !== chosen.text))
    } catch (why) {
      setFailed((before) => [...before.filter((one) => one.chosen.text !== chosen.text), { chosen, message, why }])
    }
    await Promise.all(shownOf(complaint).map((queryKey) => queries.invalidateQueries({ queryKey })))
  }
  const forget = (text: string) => setFailed((before) => before.filter((one) => one.chosen.text !== text))
  return { failed, register, forget }
}

interface AgainProps {
  failed: Failed
  desk: Desk
  finalDue: string | null
  onAgain: (chosen: Chosen, message: string) => Promise<void>
  onDrop: (text: string) => void
}

/** It was said and could not be registered: with another moment, perhaps. */
function Again({ failed: { chosen, message, why }, desk, finalDue, onAgain, onDrop }: AgainProps) {
  const say = useWords('promises')
  const [due, setDue] = useState(chosen.due)
  return (
    <div>
      <q>{chosen.text}</q>
      <Refused why={why} />
      <DueField label={say('web.due')} value={due} onChange={setDue} desk={desk} finalDue={finalDue} hideLabel />
      <span className={styles.acts}>
        <SmallAct onAct={() => void onAgain({ ...chosen, due }, message)}>{say('web.make')}</SmallAct>
        <SmallAct onAct={() => onDrop(chosen.text)}>{say('web.no_promise')}</SmallAct>
      </span>
    </div>
  )
}

/** What there is to say about the text: the promises in it that are not registered yet, and those that could not be. */
function useOffers({ complaint, text, onSent }: Omit<InTextProps, 'finalDue'>) {
  const { data } = useQuery({ ...promisesQuery(complaint), enabled: text.trim() !== '', retry: false })
  const zone = data?.desk.zone ?? 'UTC'
  const known = new Set(data?.data.filter(({ state }) => state === 'open' || state === 'reagreed').map((one) => one.text))
  const found = useFoundPromises(text, data?.desk).filter((one) => !known.has(one.text))
  const choices = useChoices(found, zone)
  const registering = useRegistering(complaint, zone)
  onSent((message) => {
    for (const chosen of choices.shown) if (chosen.registers) void registering.register(chosen, message)
  })
  return { desk: data?.may.make === true ? data.desk : null, ...choices, ...registering }
}

/** Below the text of a reply: the promises in it, each with its moment, offered for the register. Nothing is registered unasked. */
export function PromisesInText({ finalDue, ...reply }: InTextProps) {
  const say = useWords('promises')
  const { desk, shown, choose, drop, failed, register, forget } = useOffers(reply)
  if (desk === null || (shown.length === 0 && failed.length === 0)) return null
  const isWarned = shown.some(({ due }) => concernsOf(due, { desk, finalDue }).length > 0)
  return (
    <section className={styles.found} aria-label={say('web.in_text')}>
      {shown.length > 0 && <p>{say(isWarned ? 'web.offer_warned' : 'web.offer', { count: shown.length })}</p>}
      <ul className={styles.list}>
        {shown.map((chosen) => (
          <Offer
            key={chosen.text}
            chosen={chosen}
            desk={desk}
            finalDue={finalDue}
            onChoose={(choice) => choose(chosen.text, choice)}
            onDrop={() => drop(chosen.text)}
          />
        ))}
      </ul>
      {failed.map((one) => (
        <Again key={one.chosen.text} failed={one} desk={desk} finalDue={finalDue} onAgain={register} onDrop={forget} />
      ))}
    </section>
  )
}
