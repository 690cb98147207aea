import { useMemo } from 'react'
import { type Column as ColumnCode, inOrder, usualColumns } from '#modules/worklist/rules/columns.ts'
import { ChannelMark } from '#workspace/kit/channel-mark.tsx'
import { type Say, useWords } from '#workspace/kit/desk.ts'
import { Face } from '#workspace/kit/face.tsx'
import { type InWords, useInWords } from '#workspace/kit/in-words.ts'
import { ToldLine, TwoLines } from '#workspace/kit/list-cells.tsx'
import type { Column } from '#workspace/kit/list-table.tsx'
import { useMe } from '#workspace/kit/me.ts'
import type { ComplaintRow, View } from '../contract.ts'
import { useCategoryNames } from './choices.ts'

/** What there is to say beneath the words: nothing that is ordinary. */
export function lineBeneath(row: ComplaintRow, say: Say): string {
  const { state, urgency, kind, restricted, owner, issues, tags, marks, missing } = row
  return [
    ...marks.map((mark) => say(`web.mark.${mark}`)),
    ...(urgency === 'critical' || urgency === 'high' ? [say(`web.urgent.${urgency}`)] : []),
    ...(restricted ? [say('web.restricted')] : []),
    ...(kind === 'complaint' ? [] : [say(`kind.${kind}`)]),
    say(`state.${state}`),
    ...(missing === null ? [] : [missing.length === 0 ? say('web.list.nothing_missing') : missing.join(' ')]),
    ...(owner === null ? [say('web.no_owner')] : []),
    ...(issues > 1 ? [say('web.issues', { count: issues })] : []),
    ...tags.filter((tag) => tag !== 'urgent' || urgency === 'normal' || urgency === 'low'),
  ].join(' · ')
}

function leadColumns(say: Say): Column<ComplaintRow>[] {
  return [
    {
      key: 'customer',
      head: say('web.list.customer'),
      width: 'minmax(150px, 220px)',
      phone: 'start',
      leads: true,
      cell: (row) => (
        <TwoLines
          first={row.customer?.name || say('web.nobody')}
          second={row.number}
          unread={row.marks.includes('unread') || row.state === 'received'}
        />
      ),
    },
    {
      key: 'words',
      head: say('web.list.words'),
      width: 'minmax(180px, 1fr)',
      phone: 'wide',
      cell: (row) => <ToldLine words={row.words.replaceAll(/\s+/g, ' ')} lang={row.language} missing={lineBeneath(row, say)} />,
    },
  ]
}

interface Right {
  say: Say
  heads: Say
  words: InWords
  categoryName: (code: string | null) => string
  view: View
  me: string
}

const narrow = 'minmax(104px, 150px)'
const plain = 'minmax(90px, 160px)'

/** Every column that may be chosen, but for those that always stand. */
function chosenColumns({ say, heads, words, categoryName, view, me }: Right): Record<ColumnCode, Column<ComplaintRow>> {
  const moment = (key: ColumnCode, of: (row: ComplaintRow) => string | null): Column<ComplaintRow> => ({
    key,
    head: heads(`column.${key}`),
    width: narrow,
    phone: key === momentColumns[view] || (key === 'received' && momentColumns[view] === undefined) ? 'end' : 'none',
    cell: (row) => {
      const at = of(row)
      return at && <TwoLines first={words.day(at)} second={words.clock(at)} strong={key === momentColumns[view]} />
    },
  })
  const text = (key: ColumnCode, of: (row: ComplaintRow) => string | undefined): Column<ComplaintRow> => ({
    key,
    head: heads(`column.${key}`),
    width: plain,
    phone: 'none',
    cell: (row) => of(row) ?? '–',
  })
  return {
    channel: {
      key: 'channel',
      head: say('web.list.channel'),
      headUnseen: true,
      width: '40px',
      phone: 'none',
      cell: ({ channel }) => <ChannelMark channel={channel} />,
    },
    category: text('category', ({ category }) => categoryName(category)),
    received: moment('received', (row) => row.received_at),
    changed: moment('changed', (row) => row.last_activity_at),
    due: moment('due', (row) => row.due),
    reply_by: moment('reply_by', (row) => row.reply_by),
    closed: moment('closed', (row) => row.closed_at),
    state: text('state', ({ state }) => say(`state.${state}`)),
    urgency: text('urgency', ({ urgency }) => say(`urgency.${urgency}`)),
    kind: text('kind', ({ kind }) => say(`kind.${kind}`)),
    language: text('language', ({ language }) => say(`web.language.${language}`)),
    tags: text('tags', ({ tags }) => (tags.length > 0 ? tags.join(', ') : undefined)),
    team: text('team', ({ team }) => team?.name),
    owner: {
      key: 'owner',
      head: say('web.list.owner'),
      width: '64px',
      phone: 'none',
      cell: ({ owner }) => (owner ? <Face name={owner.name} me={owner.id === me} /> : <span title={say('web.no_owner')}>–</span>),
    },
  }
}

/** The moment that a view is about: it stands there whatever was chosen. */
const momentColumns: Partial<Record<View, ColumnCode>> = { due: 'due', waiting: 'reply_by', closed: 'closed' }

/** The columns of a view: its own moment, and what the person chose, or the usual ones. */
export function columnsShown(view: View, chosen: readonly ColumnCode[] | null): ColumnCode[] {
  const about = momentColumns[view]
  const usual = usualColumns.filter((column) => about === undefined || (column !== 'received' && column !== 'due'))
  return inOrder([...(chosen ?? usual), ...(about ? [about] : [])])
}

export function useComplaintColumns(view: View, chosen: readonly ColumnCode[] | null): readonly Column<ComplaintRow>[] {
  const say = useWords('complaints')
  const heads = useWords('worklist')
  const words = useInWords()
  const categoryName = useCategoryNames()
  const { id } = useMe()
  return useMemo(() => {
    const all = chosenColumns({ say, heads, words, categoryName, view, me: id })
    const [first, ...rest] = columnsShown(view, chosen)
    const after = first === 'channel' ? rest : [first, ...rest].filter((column) => column !== undefined)
    return [...(first === 'channel' ? [all.channel] : []), ...leadColumns(say), ...after.map((column) => all[column])]
  }, [say, heads, words, categoryName, view, id, chosen])
}
