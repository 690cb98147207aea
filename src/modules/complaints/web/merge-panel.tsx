import { Select, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { search } from '#modules/search/contract.ts'
import { call, useWords } from '#workspace/kit/desk.ts'
import { type Complaint, listComplaints, mergeComplaint } from '../contract.ts'
import { ActForm, type PanelProps } from './act-form.tsx'
import type { Choice } from './choices.ts'

/** Where it could go on: the customer's other complaints; and what a number or words find. */
function useTargets({ id, customer }: Complaint, asked: string): Choice[] {
  const [typed] = useDebouncedValue(asked.trim(), 200)
  const theirs = useQuery({
    queryKey: ['complaints', 'list', 'merge', customer?.id],
    queryFn: ({ signal }) =>
      call(listComplaints, {}, { query: { view: 'all', limit: 50, ...(customer && { customer: customer.id }) }, signal }),
    enabled: customer !== null,
  })
  const found = useQuery({
    queryKey: ['search', 'merge', typed],
    queryFn: ({ signal }) => call(search, {}, { query: { q: typed, limit: 10 }, signal }),
    enabled: typed.length > 2,
    placeholderData: keepPreviousData,
  })
  const own = (theirs.data?.data ?? []).filter(({ closed_at, state }) => closed_at === null && state !== 'merged')
  const hits = (found.data?.data ?? []).flatMap(({ complaint, title }) => (complaint === null ? [] : [{ ...complaint, title }]))
  const all = [
    ...own.map((row) => ({ value: row.id, label: `${row.number} · ${row.subject.slice(0, 60)}` })),
    ...hits.map((hit) => ({ value: hit.id, label: `${hit.number} · ${hit.title.slice(0, 60)}` })),
  ]
  return all.filter(({ value }, at) => value !== id && all.findIndex((one) => one.value === value) === at)
}

/** This one goes on in another complaint of the same matter. */
export function MergePanel({ complaint, onDone }: PanelProps) {
  const say = useWords('complaints')
  const [into, setInto] = useState<string | null>(null)
  const [asked, setAsked] = useState('')
  const [reason, setReason] = useState('')
  const targets = useTargets(complaint, asked)
  const send = () => call(mergeComplaint, { complaint: complaint.id }, { body: { into: into ?? '', reason } })
  const notYet = into === null ? say('web.choose_complaint') : reason.trim() === '' ? say('web.words_first') : undefined
  return (
    <ActForm act="merge" complaint={complaint} onDone={onDone} send={send} notYet={notYet}>
      <Select
        label={say('web.merge_into')}
        placeholder={say('web.merge_find')}
        data={targets}
        // what the desk found fits, whatever letters it was found by
        filter={({ options }) => options}
        value={into}
        onChange={setInto}
        searchValue={asked}
        onSearchChange={setAsked}
        nothingFoundMessage={say('web.merge_none')}
        searchable
        clearable
      />
      <Textarea
        label={say('web.reason')}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        autosize
        minRows={2}
        maxLength={2000}
      />
    </ActForm>
  )
}
