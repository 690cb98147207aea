import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import type { Entry } from '../contract.ts'
import { EntryForm } from './entry-form.tsx'
import { catalogueQuery, versionsQuery } from './queries.ts'
import { useRange } from './use-range.ts'

function Versions({ entry }: { entry: Entry }) {
  const say = useWords('catalogue')
  const { moment } = useInWords()
  const range = useRange()
  const query = useQuery(versionsQuery(entry.code))
  return (
    <Queried query={query} rows={1}>
      {({ data }) => (
        <Rows name={say('web.versions')}>
          {data.map((one) => (
            <Row
              key={one.number}
              title={say('web.version', { number: one.number, range: range(one.range) })}
              line={
                one.by === null || one.at === null
                  ? say('web.shipped')
                  : [say('web.written', { name: one.by.name, moment: moment(one.at) }), one.change].filter(Boolean).join(' · ')
              }
            />
          ))}
        </Rows>
      )}
    </Queried>
  )
}

type Opened = { code: string; what: 'edit' | 'versions' } | null

interface EntryRowProps {
  entry: Entry
  edits: boolean
  opened: Opened
  onOpen: (opened: Opened) => void
}

/** When it is done, how much it may be, and for what. */
function useEntryLine(): (entry: Entry) => string {
  const say = useWords('catalogue')
  const words = useWords('remedies')
  const range = useRange()
  return ({ kind, basis, range: own, days, categories }) =>
    [
      words(`kind.${kind}`),
      words(`basis.${basis}`),
      range(own),
      say('web.within', { count: days }),
      categories.length === 0 ? say('web.all_categories') : say('web.for', { count: categories.length }),
    ].join(' · ')
}

function EntryRow({ entry, edits, opened, onOpen }: EntryRowProps) {
  const say = useWords('catalogue')
  const language = useLanguage()
  const line = useEntryLine()
  const what = opened?.code === entry.code ? opened.what : null
  const open = (next: 'edit' | 'versions') => onOpen(what === next ? null : { code: entry.code, what: next })
  return (
    <Row
      title={
        <>
          {entry.name[language]} {!entry.holds && <Chip>{say(entry.ended ? 'web.is_ended' : 'web.not_held')}</Chip>}
        </>
      }
      line={line(entry)}
      here={what !== null}
      acts={
        <>
          {edits && (
            <Act as="plain" size="xs" onAct={() => open('edit')}>
              {say('web.edit')}
            </Act>
          )}
          <Act as="plain" size="xs" onAct={() => open('versions')}>
            {say(what === 'versions' ? 'web.hide' : 'web.versions')}
          </Act>
        </>
      }
    >
      {what === 'edit' && <EntryForm entry={entry} onDone={() => onOpen(null)} />}
      {what === 'versions' && <Versions entry={entry} />}
    </Row>
  )
}

/** In the settings: what this house gives, for what, how much, and what the customer reads. */
export function CataloguePanel() {
  const say = useWords('catalogue')
  const query = useQuery(catalogueQuery)
  const [adding, setAdding] = useState(false)
  const [opened, setOpened] = useState<Opened>(null)
  const edits = query.data?.may.edit === true
  const add = (
    <Act icon="add" onAct={() => setAdding(true)}>
      {say('web.add')}
    </Act>
  )
  return (
    <Section title={say('web.title')} about={say('web.about')} acts={edits && !adding && add}>
      {adding && <EntryForm entry={null} onDone={() => setAdding(false)} />}
      <Queried query={query}>
        {({ data }) =>
          data.length === 0 ? (
            <Empty title={say('web.none')}>{say('web.none_about')}</Empty>
          ) : (
            <Rows name={say('web.title')}>
              {data.map((entry) => (
                <EntryRow key={entry.code} entry={entry} edits={edits} opened={opened} onOpen={setOpened} />
              ))}
            </Rows>
          )
        }
      </Queried>
    </Section>
  )
}
