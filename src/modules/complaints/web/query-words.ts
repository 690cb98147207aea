import { useQuery } from '@tanstack/react-query'
import { type Moment, readMoment } from '#modules/worklist/rules/moments.ts'
import type { Piece, Term } from '#modules/worklist/rules/read-query.ts'
import { momentOperators, type Operator } from '#modules/worklist/rules/vocabulary.ts'
import { type Say, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { type Choice, useCategoryNames, useColleagueChoices, useTeamChoices } from './choices.ts'
import { customerQuery } from './queries.ts'

const isId = (value: string) => /^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value)

/** How one piece of a query reads on its pill: "received in the last 7 days", "not tag: parcel". */
export function usePieceWords(): (piece: Piece, typed: string) => string {
  const say = useWords('worklist')
  const valueOf = useValueWords()
  const momentWords = useMomentWords(say)
  return (piece, typed) => {
    if (piece.kind === 'trouble') return typed.slice(piece.start, piece.end)
    if (piece.kind === 'words') return said(say('text', { words: piece.words.replaceAll('"', '') }), piece.not, say)
    const { term } = piece
    const words = momentOperators.includes(term.operator)
      ? `${say(`operator.${term.operator}`)} ${momentWords(term)}`
      : withValues(term, valueOf, say)
    return said(words, term.not, say)
  }
}

const said = (pill: string, not: boolean, say: Say) => (not ? say('not', { pill }) : pill)

const bare: readonly Operator[] = ['is']

function withValues(term: Term, valueOf: (operator: Operator, value: string) => string, say: Say): string {
  const values = term.values.map((value) => valueOf(term.operator, value)).join(` ${say('or')} `)
  return bare.includes(term.operator) ? values : `${say(`operator.${term.operator}`)}: ${values}`
}

/** What a value is called: codes by their words, ids by the names of now. */
function useValueWords() {
  const say = useWords('worklist')
  const complaints = useWords('complaints')
  const category = useCategoryNames()
  const [teams, colleagues] = [useTeamChoices(), useColleagueChoices()]
  const named = (choices: readonly Choice[]) => (value: string) => choices.find((choice) => choice.value === value)?.label ?? value
  const coded = (operator: Operator) => (value: string) => complaints(`${operator}.${value}`)
  const ours = (operator: Operator) => (value: string) => say(`${operator}.${value}`)
  const shown = (operator: Operator) => (value: string) => complaints(`web.${operator}.${value}`)
  const words: Partial<Record<Operator, (value: string) => string>> = {
    is: ours('is'),
    has: ours('has'),
    state: coded('state'),
    channel: coded('channel'),
    urgency: coded('urgency'),
    kind: coded('kind'),
    language: shown('language'),
    mark: shown('mark'),
    category,
    team: named(teams),
    assignee: named(colleagues),
  }
  return (operator: Operator, value: string): string => {
    if (value === 'none') return say('none')
    if (value === 'me') return say(operator === 'team' ? 'mine' : 'me')
    return words[operator]?.(value) ?? value
  }
}

/** The customer whom a pill names by the id of the page that it came from. */
export function useCustomerName(piece: Piece): string | undefined {
  const id = piece.kind === 'term' && piece.term.operator === 'customer' ? piece.term.values.find(isId) : undefined
  const { data } = useQuery({ ...customerQuery(id ?? ''), enabled: id !== undefined })
  return id === undefined ? undefined : (data?.name ?? '…')
}

const plainly = { ':': 'on', '<': 'before', '>': 'after', '<=': 'until', '>=': 'from' } as const

function useMomentWords(say: Say) {
  const language = useLanguage()
  return ({ operator, how, values }: Term): string => {
    const [value = ''] = values
    if (value === 'none') return say('none')
    const read = readMoment(value)
    if (read === null) return value
    const moment = momentWords(read.moment, { say, language, code: read.code })
    if (read.moment.kind !== 'span') return say(`how.${plainly[how]}`, { moment })
    const away = how === '>' || how === '>=' ? 'beyond' : 'within'
    return say(`how.${away}_${operator === 'due' ? 'ahead' : 'ago'}`, { moment })
  }
}

const days = { '-1': 'yesterday', '0': 'today', '1': 'tomorrow' } as const
const dayStyle = { day: 'numeric', month: 'short', year: 'numeric' } as const
const shortened = { 7: { month: 'long', year: 'numeric' }, 4: { year: 'numeric' } } as const

function momentWords(moment: Moment, { say, language, code }: { say: Say; language: string; code: string }): string {
  if (moment.kind === 'span') return say(`span.${moment.unit}`, { count: moment.amount })
  if (moment.kind === 'day') return say(`day.${days[moment.ahead]}`)
  const style: Intl.DateTimeFormatOptions = code.length === 7 ? shortened[7] : code.length === 4 ? shortened[4] : dayStyle
  const noon = Temporal.PlainDate.from(moment.from).toZonedDateTime({ timeZone: 'UTC', plainTime: '12:00' })
  return new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC' }).format(noon.epochMilliseconds)
}
