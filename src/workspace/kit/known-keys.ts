interface KnownKey {
  /** Its own place, as acts name it. */
  keys: string
  /** Whose words say what it does. */
  words: { namespace: string; key: string }
}

const known = (keys: string, namespace: string, key: string): KnownKey => ({ keys, words: { namespace, key } })

/** Every key that some page of the house answers to, and that a person may put elsewhere. A test holds it to what the pages bind. */
export const knownKeys: readonly KnownKey[] = [
  known('KeyJ', 'workspace', 'list.next'),
  known('KeyK', 'workspace', 'list.previous'),
  known('KeyO', 'workspace', 'list.open'),
  known('KeyX', 'workspace', 'list.pick'),
  known('shift+KeyX', 'workspace', 'list.pick_to_here'),
  known('shift+ArrowDown', 'workspace', 'list.pick_down'),
  known('shift+ArrowUp', 'workspace', 'list.pick_up'),
  known('KeyR', 'conversations', 'web.reply'),
  known('KeyN', 'conversations', 'web.note'),
  known('KeyH', 'complaints', 'web.act.assign'),
  known('KeyA', 'complaints', 'web.picked.way.owner'),
  known('KeyT', 'complaints', 'web.tag_add'),
  known('KeyU', 'complaints', 'web.picked.way.urgency'),
  known('KeyD', 'conversations', 'web.coach.key'),
  known('KeyC', 'workspace', 'place.new'),
  known('KeyZ', 'workspace', 'undo.act'),
  known('KeyG KeyH', 'workspace', 'place.home'),
  known('KeyG KeyC', 'workspace', 'place.complaints'),
  known('Slash', 'workspace', 'palette.title'),
  known('shift+Slash', 'workspace', 'keys.overview'),
]

/** These stay where they are: browsers and layers have them, or they need Ctrl anyhow. */
export const fixedKeys: ReadonlySet<string> = new Set(['Escape', 'mod+KeyK'])

/** What may carry an act: letters, figures and signs, alone or with Shift or Alt. Enter, Tab, Space, Esc and the arrows are the browser's. */
const carriers =
  /^(alt\+)?(shift\+)?(Key[A-Z]|Digit[0-9]|Slash|Comma|Period|Semicolon|Quote|Minus|Equal|Backquote|Backslash|BracketLeft|BracketRight)$/
export const mayCarry = (press: string): boolean => carriers.test(press)

export type OwnKeys = Readonly<Record<string, string>>

/** The key that a press belongs to already, other than this one; a press that begins another's sequence belongs to that. */
export function takenBy(press: string, keys: string, own: OwnKeys): string | null {
  const other = knownKeys.find(
    (one) => one.keys !== keys && [own[one.keys] ?? one.keys].some((at) => at === press || at.startsWith(`${press} `)),
  )
  return other?.keys ?? null
}

/** Puts a key elsewhere; on its own place again, it is as it came. */
export function moved(own: OwnKeys, keys: string, press: string): OwnKeys {
  const { [keys]: _before, ...others } = own
  return press === keys ? others : { ...others, [keys]: press }
}

/** Two keys change places. */
export const swapped = (own: OwnKeys, one: string, other: string): OwnKeys =>
  moved(moved(own, one, own[other] ?? other), other, own[one] ?? one)
