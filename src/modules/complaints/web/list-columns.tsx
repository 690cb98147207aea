import { useMemo } from 'react'
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
  const { state, urgency, kind, restricted, owner, issues, tags, marks } = row
  return [
    ...marks.map((mark) => say(`web.mark.${mark}`)),
    ...(urgency === 'critical' || urgency === 'high' ? [say(`web.urgent.${urgency}`)] : []),
    ...(restricted ? [say('web.restricted')] : []),
    ...(kind === 'complaint' ? [] : [say(`kind.${kind}`)]),
    say(`state.${state}`),
    ...(owner === null ? [say('web.no_owner')] : []),
    ...(issues > 1 ? [say('web.issues', { count: issues })] : []),
    ...tags.filter((tag) => tag !== 'urgent' || urgency === 'normal' || urgency === 'low'),
  ].join(' · ')
}

/** The moment that a view is about, and what it is called. */
const momentOf = (row: ComplaintRow, view: View): string | null =>
  view === 'waiting' ? row.reply_by : view === 'closed' ? row.closed_at : row.received_at
const momentNames: Partial<Record<View, string>> = { waiting: 'web.list.reply_by', closed: 'web.list.closed' }

function leftColumns(say: Say): Column<ComplaintRow>[] {
  return [
    {
      key: 'channel',
      head: say('web.list.channel'),
      headUnseen: true,
      width: '40px',
      phone: 'none',
      cell: ({ channel }) => <ChannelMark channel={channel} />,
    },
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
  words: InWords
  categoryName: (code: string | null) => string
  view: View
  me: string
}

function rightColumns({ say, words, categoryName, view, me }: Right): Column<ComplaintRow>[] {
  return [
    {
      key: 'category',
      head: say('web.list.category'),
      width: 'minmax(110px, 190px)',
      phone: 'none',
      cell: ({ category }) => categoryName(category),
    },
    {
      key: 'moment',
      head: say(momentNames[view] ?? 'web.list.received'),
      width: 'minmax(104px, 150px)',
      phone: 'end',
      cell: (row) => {
        const moment = momentOf(row, view)
        return moment && <TwoLines first={words.day(moment)} second={words.clock(moment)} strong={view === 'waiting'} />
      },
    },
    {
      key: 'owner',
      head: say('web.list.owner'),
      width: '64px',
      phone: 'none',
      cell: ({ owner }) => (owner ? <Face name={owner.name} me={owner.id === me} /> : <span title={say('web.no_owner')}>–</span>),
    },
  ]
}

export function useComplaintColumns(view: View): readonly Column<ComplaintRow>[] {
  const say = useWords('complaints')
  const words = useInWords()
  const categoryName = useCategoryNames()
  const { id } = useMe()
  return useMemo(
    () => [...leftColumns(say), ...rightColumns({ say, words, categoryName, view, me: id })],
    [say, words, categoryName, view, id],
  )
}
