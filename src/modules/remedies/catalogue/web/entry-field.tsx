import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import type { Entry } from '../contract.ts'
import { pickableQuery } from './queries.ts'
import { useRange } from './use-range.ts'

interface EntryFieldProps {
  complaint: string
  issue: string
  /** The entry that was picked. */
  picked: Entry | null
  onPick: (entry: Entry | null) => void
}

/** Picks a remedy of the catalogue for an issue: what it may be, and what the customer reads, stand below. */
export function EntryField({ complaint, issue, picked, onPick }: EntryFieldProps) {
  const say = useWords('catalogue')
  const words = useWords('remedies')
  const language = useLanguage()
  const range = useRange()
  const { data } = useQuery({ ...pickableQuery(complaint, issue), retry: false })
  const entries = data?.data ?? []
  if (entries.length === 0) return null
  const groups = (['entitlement', 'goodwill'] as const).map((basis) => ({
    group: words(`basis.${basis}`),
    items: entries.filter((entry) => entry.basis === basis).map(({ code, name }) => ({ value: code, label: name[language] })),
  }))
  const said = picked === null ? say('web.pick_hint') : say('web.picked', { range: range(picked.range), words: picked.happens[language] })
  return (
    <Select
      label={say('web.pick')}
      description={picked?.evidence ? `${said} ${picked.evidence[language]}` : said}
      data={groups.filter(({ items }) => items.length > 0)}
      value={picked?.code ?? null}
      onChange={(code) => onPick(entries.find((entry) => entry.code === code) ?? null)}
      placeholder={say('web.pick_none')}
      clearable
      searchable
    />
  )
}
