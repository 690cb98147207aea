import { useEffect, useRef, useSyncExternalStore } from 'react'
import { mayCarry } from './known-keys.ts'

export interface KeyAct {
  /** Places of keys, as `event.code` says them: `KeyJ`, `shift+KeyX`, `mod+KeyK`, or one after the other: `KeyG KeyH`. A person may have put it elsewhere. */
  keys: string
  /** What it does, for the overview. */
  name: string
  act: () => void
  /** Left out of the overview. */
  quiet?: boolean
}

const registered = new Map<symbol, readonly KeyAct[]>()
const watchers = new Set<() => void>()
let shown: readonly KeyAct[] = []

const sequenceWait = 1000
let begun = ''
let forget: ReturnType<typeof setTimeout> | undefined

/** Pressed before what answers to it had come: kept until anything else is done, and not for long. */
let early: { keys: string; until: number } | null = null
const earlyWait = 2000
const letGo = () => {
  early = null
}

const storage = 'redress.keys'
let choice: boolean | undefined

function readChoice(): boolean {
  try {
    return localStorage.getItem(storage) !== 'off'
  } catch {
    return true
  }
}

function singleKeys(): boolean {
  choice ??= readChoice()
  return choice
}

/** Where this person put a key: by its own place, the place that presses it now. */
export type OwnKeys = Readonly<Record<string, string>>
let own: OwnKeys = {}

const placeOf = (keys: string): string => own[keys] ?? keys

/** From now on these keys are pressed where the person put them. */
export function setOwnKeys(keys: OwnKeys): void {
  if (JSON.stringify(keys) === JSON.stringify(own)) return
  own = keys
  changed()
}

function changed() {
  shown = [...registered.values()].flat().filter(({ quiet }) => !quiet)
  for (const tell of watchers) tell()
}

const watch = (tell: () => void) => {
  watchers.add(tell)
  return () => {
    watchers.delete(tell)
  }
}

/** Single keys can be switched off by who needs it, for instance with speech input. */
export function setSingleKeys(on: boolean): void {
  choice = on
  try {
    localStorage.setItem(storage, on ? 'on' : 'off')
  } catch {
    // a browser that refuses storage: the choice lasts as long as the page
  }
  changed()
}

export const useSingleKeys = (): boolean => useSyncExternalStore(watch, singleKeys)
export const useOwnKeys = (): OwnKeys => useSyncExternalStore(watch, () => own)
/** As the key is written that presses it now: `KeyH` is "H", unless the person put it elsewhere. */
export const useKeyShown = (keys: string): string => keysInWords(useOwnKeys()[keys] ?? keys)
/** Every key that works here and now, for the overview. */
export const useAllKeys = (): readonly KeyAct[] => useSyncExternalStore(watch, () => shown)

const notText = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'file'])

function inText(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement) return true
  return target instanceof HTMLInputElement && !notText.has(target.type)
}

interface Press {
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  code: string
}

/** A press as acts name it: `shift+KeyX`. */
export const pressed = (event: Press): string =>
  `${event.ctrlKey || event.metaKey ? 'mod+' : ''}${event.altKey ? 'alt+' : ''}${event.shiftKey ? 'shift+' : ''}${event.code}`

const find = (keys: string) =>
  [...registered.values()]
    .toReversed()
    .flat()
    .find((act) => placeOf(act.keys) === keys)
const begins = (keys: string) => [...registered.values()].flat().some((act) => placeOf(act.keys).startsWith(`${keys} `))

function remember(keys: string) {
  clearTimeout(forget)
  begun = keys
  forget = setTimeout(() => {
    begun = ''
  }, sequenceWait)
}

/** Text and open layers keep their keys; only those with Ctrl or Alt pass. */
const heard = (event: KeyboardEvent, keys: string) =>
  /^(mod|alt)\+/.test(keys) || (singleKeys() && !inText(event.target) && document.querySelector('[aria-modal="true"]') === null)

function onKeyDown(event: KeyboardEvent) {
  letGo()
  const keys = pressed(event)
  if (event.defaultPrevented || event.isComposing || event.repeat || !heard(event, keys)) return
  const both = begun === '' ? keys : `${begun} ${keys}`
  const act = find(both) ?? find(keys)
  begun = ''
  if (act === undefined) return begins(keys) ? remember(keys) : keep(keys)
  event.preventDefault()
  act.act()
}

/** Only what carries an act of the house: Esc and Ctrl have done their own already. */
function keep(keys: string) {
  if (mayCarry(keys)) early = { keys, until: Date.now() + earlyWait }
}

/** A page that has just come answers the key that was pressed on the way to it. */
function answerEarly() {
  const act = early !== null && Date.now() < early.until && find(early.keys)
  if (!act) return
  letGo()
  act.act()
}

let listening: AbortController | undefined

function listen() {
  listening = new AbortController()
  document.addEventListener('keydown', onKeyDown, { signal: listening.signal })
  document.addEventListener('pointerdown', letGo, { signal: listening.signal })
}

/** Binds acts to the places of keys while the component is on the screen. What was bound last wins. */
export function useKeys(acts: readonly KeyAct[]): void {
  const latest = useRef(acts)
  latest.current = acts
  const shape = acts.map(({ keys, name }) => `${keys}\u0000${name}`).join('\u0001')
  useEffect(() => {
    const id = Symbol('keys')
    if (registered.size === 0) listen()
    registered.set(
      id,
      latest.current.map((act, at) => ({ ...act, act: () => latest.current[at]?.act() })),
    )
    changed()
    answerEarly()
    return () => {
      registered.delete(id)
      if (registered.size === 0) listening?.abort()
      changed()
    }
  }, [shape])
}

const signs: Record<string, string> = {
  Slash: '/',
  BracketLeft: '[',
  BracketRight: ']',
  Enter: '↵',
  Escape: 'Esc',
  Space: '␣',
  ArrowUp: '↑',
  ArrowDown: '↓',
  Comma: ',',
  Period: '.',
  Semicolon: ';',
  Quote: "'",
  Minus: '-',
  Equal: '=',
  Backquote: '`',
  Backslash: '\\',
  mod: 'Ctrl',
  alt: 'Alt',
  shift: 'Shift',
}
const shifted: Record<string, string> = { 'shift+Slash': '?', 'shift+Digit4': '$' }

/** As a key is written on the screen: `shift+KeyX` is "Shift X", `shift+Slash` is "?". */
export function keysInWords(keys: string): string {
  const one = (press: string) =>
    shifted[press] ??
    press
      .split('+')
      .map((part) => signs[part] ?? part.replace(/^(Key|Digit)/, ''))
      .join(' ')
  return keys.split(' ').map(one).join(' ')
}
