import { Popover } from '@mantine/core'
import { type KeyboardEvent, useId, useState } from 'react'
import { type Piece, readQuery } from '#modules/worklist/rules/read-query.ts'
import { figuresOf, type Misunderstood, valuesOf } from '#modules/worklist/rules/troubles.ts'
import { operators } from '#modules/worklist/rules/vocabulary.ts'
import { inCodes, withoutPiece, writePiece } from '#modules/worklist/rules/write-query.ts'
import { useWords } from '#workspace/kit/desk.ts'
import { Icon } from '#workspace/kit/icons.tsx'
import styles from './complaint-list.module.css'
import { useCustomerName, usePieceWords } from './query-words.ts'

interface QueryFieldProps {
  query: string
  onQuery: (query: string) => void
}

interface PillProps {
  piece: Piece
  typed: string
  onEdit: () => void
  onRemove: () => void
}

function Pill({ piece, typed, onEdit, onRemove }: PillProps) {
  const say = useWords('worklist')
  const wordsOf = usePieceWords()
  const customer = useCustomerName(piece)
  const pill = customer === undefined ? wordsOf(piece, typed) : `${say('operator.customer')}: ${customer}`
  return (
    <span className={styles.pill} data-trouble={piece.kind === 'trouble' || undefined}>
      <button type="button" className={styles.pillWords} title={say('web.field.edit', { pill })} onClick={onEdit}>
        {pill}
      </button>
      <button type="button" aria-label={say('web.field.remove', { pill })} onClick={onRemove}>
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}

/** How a query is written: every operator with an example. Esc goes back to the field. */
function Help() {
  const say = useWords('worklist')
  return (
    <Popover position="bottom-start" shadow="md" width={380} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.add}>
          {say('web.field.help')}
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- it scrolls, and has nothing in it that takes the focus */}
        <div className={styles.help} role="region" aria-label={say('web.field.help')} tabIndex={0}>
          <p>{say('web.field.help_about')}</p>
          <dl>
            {operators.map((operator) => (
              <div key={operator}>
                <dt>
                  <code>{figuresOf({ reason: 'no_value', part: '', operator, value: '' }).example}</code>
                </dt>
                <dd>
                  {say(`operator.${operator}`)}
                  {valuesOf(operator) !== '' && <small>{valuesOf(operator)}</small>}
                </dd>
              </div>
            ))}
          </dl>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

/** Typing makes pills: Enter takes what is typed, what is not understood stays where it was typed, with the sentence that says why. */
function useTyping({ query, onQuery }: QueryFieldProps) {
  const say = useWords('worklist')
  const [typing, setTyping] = useState('')
  const [trouble, setTrouble] = useState<Misunderstood | null>(null)
  const read = readQuery(query)
  const edit = (at: number) => {
    const piece = read.pieces[at]
    if (piece === undefined) return
    setTyping(writePiece(piece, query))
    onQuery(withoutPiece(read, query, at))
  }
  const take = () => {
    const [wrong] = readQuery(typing).troubles
    setTrouble(wrong ?? null)
    if (wrong !== undefined || typing.trim() === '') return
    setTyping('')
    onQuery(inCodes(`${query} ${typing}`))
  }
  const pressed = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      event.preventDefault()
      take()
    }
    if (event.key === 'Backspace' && typing === '' && read.pieces.length > 0) {
      event.preventDefault()
      edit(read.pieces.length - 1)
    }
  }
  const typed = (value: string) => {
    setTyping(value)
    setTrouble(null)
  }
  const wrong = trouble === null ? undefined : say(`refusals.${trouble.reason}`, figuresOf(trouble))
  return { typing, typed, pressed, take, edit, read, wrong, remove: (at: number) => onQuery(withoutPiece(read, query, at)) }
}

/** The field of a list: operators as pills, and room to type more. */
export function QueryField(props: QueryFieldProps) {
  const say = useWords('worklist')
  const told = useId()
  const { typing, typed, pressed, take, edit, read, wrong, remove } = useTyping(props)
  return (
    <div className={styles.field}>
      {read.pieces.map((piece, at) => (
        <Pill
          key={`${at} ${writePiece(piece, props.query)}`}
          piece={piece}
          typed={props.query}
          onEdit={() => edit(at)}
          onRemove={() => remove(at)}
        />
      ))}
      <input
        className={styles.typing}
        type="search"
        enterKeyHint="search"
        value={typing}
        maxLength={400}
        aria-label={say('web.field.label')}
        aria-invalid={wrong !== undefined}
        aria-describedby={wrong === undefined ? undefined : told}
        placeholder={read.pieces.length === 0 ? say('web.field.placeholder') : undefined}
        onChange={(event) => typed(event.currentTarget.value)}
        onKeyDown={pressed}
        onBlur={() => typing.trim() !== '' && take()}
      />
      <Help />
      {wrong !== undefined && (
        <p id={told} role="status" className={styles.wrong}>
          {wrong}
        </p>
      )}
    </div>
  )
}
