import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { type Say, useWords } from '#workspace/language.ts'
import { Act } from './act.tsx'
import { KeyCap } from './chip.tsx'
import { fixedKeys, knownKeys, mayCarry, moved, swapped, takenBy } from './known-keys.ts'
import styles from './list.module.css'
import { Refused } from './refused.tsx'
import { SmallAct } from './small-acts.tsx'
import { keysInWords, type OwnKeys, pressed, useAllKeys, useOwnKeys } from './use-keys.ts'
import { useOwnChange } from './use-own-change.ts'

/** What each key does: as this page says it, else as the page that binds it does. */
function useKeyNames(): (keys: string) => string {
  const say: Record<string, Say> = {
    workspace: useWords('workspace'),
    complaints: useWords('complaints'),
    conversations: useWords('conversations'),
  }
  const here = useAllKeys()
  return (keys) => {
    const elsewhere = knownKeys.find((one) => one.keys === keys)?.words
    return here.find((one) => one.keys === keys)?.name ?? (elsewhere && say[elsewhere.namespace]?.(elsewhere.key)) ?? keys
  }
}

interface ChangingProps {
  keys: string
  name: string
  own: OwnKeys
  nameOf: (keys: string) => string
  onOwn: (own: OwnKeys) => void
  onClose: () => void
}

/** Waits for a press. What it may not be, and whose it is already, is said; two keys may change places. */
function Changing({ keys, name, own, nameOf, onOwn, onClose }: ChangingProps) {
  const say = useWords('workspace')
  const [wrong, setWrong] = useState<string | null>(null)
  const [other, setOther] = useState<string | null>(null)
  const place = useRef<HTMLButtonElement>(null)
  useEffect(() => place.current?.focus(), [])
  const heard = (event: KeyboardEvent) => {
    if (event.key === 'Tab' || ['Shift', 'Alt', 'Control', 'Meta'].includes(event.key)) return
    event.preventDefault()
    event.stopPropagation()
    if (event.key === 'Escape') return onClose()
    const press = pressed(event)
    const taken = takenBy(press, keys, own)
    setOther(taken)
    if (taken !== null) return setWrong(say('keys.taken', { key: keysInWords(press), name: nameOf(taken) }))
    if (!mayCarry(press)) return setWrong(say('keys.not_this', { key: keysInWords(press) }))
    onOwn(moved(own, keys, press))
  }
  return (
    <div className={styles.changing}>
      <button type="button" ref={place} className={styles.listens} onKeyDown={heard}>
        {say('keys.press_for', { name })}
      </button>
      {wrong !== null && <Refused why={wrong} />}
      {other !== null && (
        <Act size="xs" onAct={() => onOwn(swapped(own, keys, other))}>
          {say('keys.swap')}
        </Act>
      )}
      <Act size="xs" as="plain" onAct={onClose}>
        {say('form.cancel')}
      </Act>
    </div>
  )
}

interface LineProps extends Omit<ChangingProps, 'onClose'> {
  changing: boolean
  onChange: (keys: string | null) => void
}

function Line({ changing, onChange, ...line }: LineProps) {
  const say = useWords('workspace')
  const { keys, name, own } = line
  const at = own[keys] ?? keys
  return (
    <div>
      <dt>
        <KeyCap>{keysInWords(at)}</KeyCap>
      </dt>
      <dd>
        <span>{name}</span>
        {!changing && !fixedKeys.has(keys) && (
          <SmallAct aria-label={say('keys.change_of', { name })} onAct={() => onChange(keys)}>
            {say('keys.change')}
          </SmallAct>
        )}
        {!changing && at !== keys && (
          <SmallAct aria-label={say('keys.reset_of', { name, key: keysInWords(keys) })} onAct={() => line.onOwn(moved(own, keys, keys))}>
            {say('keys.reset_to', { key: keysInWords(keys) })}
          </SmallAct>
        )}
        {changing && <Changing {...line} onClose={() => onChange(null)} />}
      </dd>
    </div>
  )
}

/** All keys: those of this page first, each to be put elsewhere; kept by the desk, so that they are the same at every machine. */
export function OwnKeysList() {
  const say = useWords('workspace')
  const own = useOwnKeys()
  const nameOf = useKeyNames()
  const here = useAllKeys()
  const saving = useOwnChange()
  const [changing, setChanging] = useState<string | null>(null)
  const bound = [...new Set(here.map(({ keys }) => keys))]
  const elsewhere = knownKeys.map(({ keys }) => keys).filter((keys) => !bound.includes(keys))
  const keep = (keys: OwnKeys) => {
    setChanging(null)
    saving.mutate({ preferences: { keys: { ...keys } } })
  }
  const lines = (all: readonly string[]) =>
    all.map((keys) => (
      <Line
        key={keys}
        keys={keys}
        name={nameOf(keys)}
        own={own}
        nameOf={nameOf}
        onOwn={keep}
        changing={changing === keys}
        onChange={setChanging}
      />
    ))
  return (
    <>
      <h3 className={styles.keysOf}>{say('keys.here')}</h3>
      <dl className={styles.keys}>{lines(bound)}</dl>
      {elsewhere.length > 0 && <h3 className={styles.keysOf}>{say('keys.elsewhere')}</h3>}
      <dl className={styles.keys}>{lines(elsewhere)}</dl>
      {saving.isError && <Refused why={saving.error} />}
      {Object.keys(own).length > 0 && (
        <p>
          <Act size="xs" onAct={() => keep({})}>
            {say('keys.reset')}
          </Act>
        </p>
      )}
    </>
  )
}
