import { Select } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { unfollowComplaint } from '#modules/complaints/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { call, useWords } from '#workspace/kit/desk.ts'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { About, Section } from '#workspace/kit/section.tsx'
import { SmallAct } from '#workspace/kit/small-acts.tsx'
import { FormActs, SmallForm } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import type { Watch, Watches } from '../contract.ts'
import { watchesQuery } from './queries.ts'
import { useWatching } from './use-watching.ts'

const addresses = {
  customer: (id: string) => `/app/customers/${id}`,
  category: (code: string) => `/app/complaints?view=open&category=${encodeURIComponent(code)}`,
  view: (id: string) => `/app/complaints?saved=${id}`,
}

function One({ watch }: { watch: Watch }) {
  const say = useWords('notices')
  const { day } = useInWords()
  const { ending } = useWatching()
  const { kind, subject, name, silent, since } = watch
  const shown = name ?? say('web.watches.gone')
  const line = say('web.watches.since', { kind: say(`web.watches.kind.${kind}`), day: day(since) })
  return (
    <Row
      title={name === null ? shown : <a href={addresses[kind](subject)}>{name || say('web.watches.unnamed')}</a>}
      line={silent ? `${line} · ${say('web.watches.silent')}` : line}
      acts={
        <SmallAct aria-label={say('web.watches.end_of', { name: shown })} onAct={() => !ending.isPending && ending.mutate(watch.id)}>
          {say('web.watches.end')}
        </SmallAct>
      }
    >
      {ending.isError && <Refused why={ending.error} />}
    </Row>
  )
}

/** A single complaint that is followed; its own page says so as well. */
function OneComplaint({ complaint: { id, number, customer } }: { complaint: Watches['complaints'][number] }) {
  const say = useWords('notices')
  const ending = useDoing(() => call(unfollowComplaint, { complaint: id }), [watchesQuery.queryKey, ['complaints', 'readers', id]])
  return (
    <Row
      title={<a href={`/app/complaints/${id}`}>{customer?.name || number}</a>}
      line={`${say('web.watches.kind.complaint')} ${number}`}
      acts={
        <SmallAct aria-label={say('web.watches.end_of', { name: number })} onAct={() => !ending.isPending && ending.mutate()}>
          {say('web.watches.end')}
        </SmallAct>
      }
    >
      {ending.isError && <Refused why={ending.error} />}
    </Row>
  )
}

/** The category tree, as a select takes it. */
type CategoryChoices = { group: string; items: { value: string; label: string }[] }[]

function CategoryForm({ categories }: { categories: CategoryChoices }) {
  const say = useWords('notices')
  const [code, setCode] = useState<string | null>(null)
  const { adding } = useWatching()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (code !== null && !adding.isPending) adding.mutate({ kind: 'category', subject: code }, { onSuccess: () => setCode(null) })
  }
  return (
    <SmallForm onSubmit={submit}>
      <Select label={say('web.watches.category')} data={categories} value={code} onChange={setCode} searchable clearable />
      {adding.isError && <Refused why={adding.error} />}
      <FormActs>
        <Act submits size="xs" busy={adding.isPending} notYet={code === null ? say('web.watches.choose_first') : undefined}>
          {say('web.watches.add')}
        </Act>
      </FormActs>
    </SmallForm>
  )
}

/** What the reader follows, where each ends, and a category to follow as well. */
export function WatchesPart({ categories }: { categories: CategoryChoices }) {
  const say = useWords('notices')
  const query = useQuery(watchesQuery)
  return (
    <Section title={say('web.watches.title')} about={say('web.watches.about')}>
      <Queried query={query}>
        {({ watches, complaints }) =>
          watches.length + complaints.length === 0 ? (
            <About>{say('web.watches.empty')}</About>
          ) : (
            <Rows name={say('web.watches.title')}>
              {watches.map((watch) => (
                <One key={watch.id} watch={watch} />
              ))}
              {complaints.map((complaint) => (
                <OneComplaint key={complaint.id} complaint={complaint} />
              ))}
            </Rows>
          )
        }
      </Queried>
      <CategoryForm categories={categories} />
    </Section>
  )
}
