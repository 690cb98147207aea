import { Select, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Channel } from '#modules/complaints/contract.ts'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { useHolds } from '#workspace/kit/me.ts'
import { MoreRows } from '#workspace/kit/more-rows.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { kinds, stages, type TextRow } from '../contract.ts'
import { type Choice, codeOrNone, useChoices } from './choices.ts'
import styles from './knowledge.module.css'
import { NewText } from './new-text.tsx'
import { type TextFilters, textsQuery } from './queries.ts'
import { TextView } from './text-view.tsx'

const shows = ['used', 'due', 'retired'] as const

interface FilterProps {
  label: string
  choices: Choice[]
  value: string | undefined
  onChange: (value: string | null) => void
}

function Filter({ label, choices, value, onChange }: FilterProps) {
  const say = useWords('knowledge')
  const shared = { label, placeholder: say('web.any'), data: choices, value: value ?? null, onChange }
  return <Select {...shared} size="xs" searchable clearable />
}

interface FiltersProps {
  asked: TextFilters
  onAsked: (asked: TextFilters) => void
}

function whatIsShown({ retired, review }: TextFilters): (typeof shows)[number] {
  if (retired === 'true') return 'retired'
  return review === 'due' ? 'due' : 'used'
}

/** Without those that are not set: the address of a question says only what it asks. */
const only = (asked: { [Name in keyof TextFilters]: TextFilters[Name] | undefined | null }): TextFilters =>
  // the entries are those of the filters themselves, without the empty ones
  Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined && value !== null && value !== '')) as TextFilters

function Filters({ asked, onAsked }: FiltersProps) {
  const say = useWords('knowledge')
  const choices = useChoices()
  const ask = (change: Parameters<typeof only>[0]) => onAsked(only({ ...asked, ...change }))
  const show = (value: string | null) =>
    ask({ retired: value === 'retired' ? 'true' : undefined, review: value === 'due' ? 'due' : undefined })
  return (
    <div className={styles.filters} role="search">
      <TextInput
        size="xs"
        label={say('web.q')}
        value={asked.q ?? ''}
        maxLength={200}
        onChange={(event) => ask({ q: event.currentTarget.value })}
      />
      <Filter
        label={say('web.kind')}
        choices={choices.kinds}
        value={asked.kind}
        onChange={(kind) => ask({ kind: codeOrNone(kinds, kind) })}
      />
      <Filter label={say('web.category')} choices={choices.categories} value={asked.category} onChange={(category) => ask({ category })} />
      <Filter
        label={say('web.channel')}
        choices={choices.channels}
        value={asked.channel}
        onChange={(channel) => ask({ channel: codeOrNone(Channel.options, channel) })}
      />
      <Filter
        label={say('web.stage')}
        choices={choices.stages}
        value={asked.stage}
        onChange={(stage) => ask({ stage: codeOrNone(stages, stage) })}
      />
      <Filter
        label={say('web.step')}
        choices={choices.steps}
        value={asked.step?.toString()}
        onChange={(step) => ask({ step: step === null ? null : Number(step) })}
      />
      <Select
        size="xs"
        label={say('web.show')}
        data={shows.map((value) => ({ value, label: say(`web.show_${value}`) }))}
        value={whatIsShown(asked)}
        onChange={show}
        allowDeselect={false}
      />
    </div>
  )
}

function lineOf(text: TextRow, choices: ReturnType<typeof useChoices>, any: string): string {
  const named = (all: Choice[], value: string) => all.find((choice) => choice.value === value)?.label ?? value
  const many = (all: Choice[], values: string[]) => values.map((value) => named(all, value)).join(', ') || any
  const step = text.step === null ? [] : [named(choices.steps, String(text.step))]
  return [named(choices.kinds, text.kind), ...step, many(choices.channels, text.channels), text.languages.join(' ')].join(' · ')
}

interface TextRowProps {
  text: TextRow
  isOpen: boolean
  onOpen: (text: string | null) => void
}

function OneText({ text, isOpen, onOpen }: TextRowProps) {
  const say = useWords('knowledge')
  const choices = useChoices()
  return (
    <Row
      at={text.code}
      here={isOpen}
      title={
        <>
          <span lang={text.language}>{text.title}</span> {text.review_due && <Chip>{say('web.due')}</Chip>}{' '}
          {text.retired && <Chip>{say('web.retired')}</Chip>}
        </>
      }
      line={lineOf(text, choices, say('web.for_all'))}
      acts={
        <Act as="plain" size="xs" onAct={() => onOpen(isOpen ? null : text.id)}>
          {say(isOpen ? 'web.close' : 'web.open')}
          <VisuallyHidden>: {text.title}</VisuallyHidden>
        </Act>
      }
    >
      {isOpen && <TextView text={text.id} />}
    </Row>
  )
}

/** Settings → Ready texts: what there is, found and filtered; each opens where it stands. */
export function TextsPanel() {
  const say = useWords('knowledge')
  const writes = useHolds('texts.edit')
  const [asked, setAsked] = useState<TextFilters>({})
  const [settled] = useDebouncedValue(asked, 200)
  const [opened, setOpened] = useState<string | null>(null)
  const [adding, setAdding] = useState(false)
  const query = useInfiniteQuery(textsQuery(settled))
  const add = writes && (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('web.add')}
    </Act>
  )
  return (
    <Section title={say('web.title')} about={say('web.about')} acts={add}>
      {adding && <NewText onDone={() => setAdding(false)} />}
      <Filters asked={asked} onAsked={setAsked} />
      <Queried query={query} rows={8}>
        {({ pages }) => {
          const rows = pages.flatMap(({ data }) => data)
          if (rows.length === 0) return <Empty title={say('web.none')}>{say('web.none_about')}</Empty>
          return (
            <>
              <Rows name={say('web.list')}>
                {rows.map((text) => (
                  <OneText key={text.id} text={text} isOpen={opened === text.id} onOpen={setOpened} />
                ))}
              </Rows>
              {query.hasNextPage && <MoreRows waiting={query.isFetchingNextPage} onMore={() => void query.fetchNextPage()} />}
            </>
          )
        }}
      </Queried>
    </Section>
  )
}
