import { Spotlight, spotlight } from '@mantine/spotlight'
import { type KeyboardEvent, type ReactNode, useEffect } from 'react'
import { useWords } from '#workspace/language.ts'
import { KeyCap } from './chip.tsx'
import { Icon, type IconName } from './icons.tsx'
import styles from './list.module.css'

export interface PaletteLine {
  id: string
  icon: IconName
  /** What it is; mark what was found with <mark>. */
  words: ReactNode
  /** At the right: number, how many wait. */
  aside?: ReactNode
  keyCap?: string
  /** Where it leads, for "in a new tab". */
  href?: string
  onTake: () => void
}

export interface PaletteGroup {
  name: string
  lines: readonly PaletteLine[]
}

interface PaletteProps {
  /** How often it was asked for: each time it opens. */
  asked: number
  query: string
  onQuery: (query: string) => void
  /** What was found, what can be done here, places: already sought, in this order. */
  groups: readonly PaletteGroup[]
  /** At the foot: "papad" also finds Παπαδ. */
  hint?: ReactNode
  /** Instead of "nothing found": why it was not sought. */
  nothing?: ReactNode
}

function Line({ line }: { line: PaletteLine }) {
  return (
    <Spotlight.Action onClick={line.onTake} className={styles.found} {...(line.href !== undefined && { 'data-href': line.href })}>
      <Icon name={line.icon} />
      <span className={styles.words}>{line.words}</span>
      {line.aside !== undefined && <span className={styles.note}>{line.aside}</span>}
      {line.keyCap !== undefined && <KeyCap>{line.keyCap}</KeyCap>}
    </Spotlight.Action>
  )
}

function openApart(event: KeyboardEvent<HTMLInputElement>) {
  if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
  const chosen = document.querySelector<HTMLElement>(`.${styles.found}[data-selected][data-href]`)
  if (chosen?.dataset.href === undefined) return
  event.preventDefault()
  event.stopPropagation()
  window.open(chosen.dataset.href, '_blank', 'noopener')
}

function Foot({ hint }: { hint: ReactNode }) {
  const say = useWords('workspace')
  return (
    <Spotlight.Footer className={styles.paletteFoot}>
      <span>
        <KeyCap>↑</KeyCap> <KeyCap>↓</KeyCap> {say('palette.choose')}
      </span>
      <span>
        <KeyCap>↵</KeyCap> {say('palette.open')}
      </span>
      <span>
        <KeyCap>Ctrl ↵</KeyCap> {say('palette.new_tab')}
      </span>
      <span className={styles.push}>{hint}</span>
    </Spotlight.Footer>
  )
}

/** Find or do: one field for complaints, customers, acts here and places. */
export function Palette({ asked, query, onQuery, groups, hint, nothing }: PaletteProps) {
  const say = useWords('workspace')
  useEffect(() => {
    if (asked > 0) spotlight.open()
  }, [asked])
  const full = groups.filter(({ lines }) => lines.length > 0)
  return (
    <Spotlight.Root
      query={query}
      onQueryChange={onQuery}
      shortcut={null}
      maxHeight="min(560px, 70vh)"
      scrollable
      radius="lg"
      yOffset={96}
      overlayProps={{ color: 'var(--veil)', backgroundOpacity: 1, blur: 0 }}
      attributes={{ content: { 'aria-label': say('palette.title') } }}
    >
      <Spotlight.Search
        placeholder={say('palette.title')}
        aria-label={say('palette.title')}
        leftSection={<Icon name="find" />}
        onKeyDownCapture={openApart}
      />
      <Spotlight.ActionsList>
        {full.map(({ name, lines }) => (
          <Spotlight.ActionsGroup key={name} label={name}>
            {lines.map((line) => (
              <Line key={line.id} line={line} />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {full.length === 0 && <Spotlight.Empty>{nothing ?? say('palette.nothing', { query })}</Spotlight.Empty>}
      </Spotlight.ActionsList>
      <Foot hint={hint} />
    </Spotlight.Root>
  )
}
