import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { useLanguage, useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import type { Checklist } from '../../contract.ts'
import { CategorySelect, useCategoryName } from '../../web/category-fields.tsx'
import { ChecklistForm } from './checklist-form.tsx'
import styles from './enquiry.module.css'
import { checklistsQuery, checklistVersionsQuery } from './queries.ts'

function Versions({ checklist }: { checklist: string }) {
  const say = useWords('procedure')
  const language = useLanguage()
  const { moment } = useInWords()
  return (
    <Queried query={useQuery(checklistVersionsQuery(checklist))}>
      {({ data }) => (
        <ol className={styles.list}>
          {data.map(({ version, by, valid_from, points, change }) => (
            <li key={version}>
              <b>
                {by === null || valid_from === null
                  ? say('templates.version_shipped', { version })
                  : say('templates.version_line', { version, name: by.name, moment: moment(valid_from) })}
              </b>
              <span>{points.map(({ names }) => names[language]).join(' · ') || say('enquiry.settings.no_questions')}</span>
              {change !== null && <span className={styles.quiet}>{change}</span>}
            </li>
          ))}
        </ol>
      )}
    </Queried>
  )
}

type Opened = { checklist: string; as: 'edit' | 'history' } | null

interface OneProps {
  list: Checklist
  edits: boolean
  opened: Opened
  onOpen: (opened: Opened) => void
}

function One({ list, edits, opened, onOpen }: OneProps) {
  const say = useWords('procedure')
  const language = useLanguage()
  const name = useCategoryName()(list.checklist)
  const here = opened?.checklist === list.checklist ? opened.as : null
  const act = (as: 'edit' | 'history', says: string) => (
    <Act as="plain" size="xs" onAct={() => onOpen(here === as ? null : { checklist: list.checklist, as })}>
      {says}
      <VisuallyHidden>: {name}</VisuallyHidden>
    </Act>
  )
  return (
    <Row
      at={list.checklist}
      here={here !== null}
      title={name}
      line={list.points.map(({ names }) => names[language]).join(' · ')}
      acts={
        <>
          {edits && act('edit', say('templates.edit'))}
          {act('history', say(here === 'history' ? 'templates.hide_history' : 'templates.history'))}
        </>
      }
    >
      {here === 'edit' && <ChecklistForm key={list.version} list={list} onDone={() => onOpen(null)} />}
      {here === 'history' && <Versions checklist={list.checklist} />}
    </Row>
  )
}

/** Questions for one category: they come after those of the categories above it. */
function Adding({ known, onDone }: { known: readonly Checklist[]; onDone: () => void }) {
  const say = useWords('procedure')
  const [category, setCategory] = useState<string | null>(null)
  const history = useQuery({ ...checklistVersionsQuery(category ?? ''), enabled: category !== null })
  const version = history.data?.data[0]?.version ?? 0
  return (
    <InPlace title={say('enquiry.settings.add_list')} about={say('enquiry.settings.add_list_about')} onClose={onDone}>
      <CategorySelect taken={known.map(({ checklist }) => checklist)} category={category} onCategory={setCategory} />
      {category !== null && (
        <Queried query={history} rows={2}>
          {() => <ChecklistForm key={category} list={{ checklist: category, version, points: [] }} onDone={onDone} />}
        </Queried>
      )}
    </InPlace>
  )
}

/** Settings → Questions: what must be known of each kind of complaint, and how it is asked. */
export function ChecklistsPanel() {
  const say = useWords('procedure')
  const query = useQuery(checklistsQuery)
  const [opened, setOpened] = useState<Opened>(null)
  const [adding, setAdding] = useState(false)
  const add = query.data?.may.edit && (
    <Act as={adding || opened?.as === 'edit' ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('enquiry.settings.add_list')}
    </Act>
  )
  return (
    <Section title={say('enquiry.settings.lists')} about={say('enquiry.settings.lists_about')} acts={add}>
      <Queried query={query} rows={6}>
        {({ data, may }) => (
          <>
            {adding && <Adding known={data} onDone={() => setAdding(false)} />}
            <Rows name={say('enquiry.settings.lists')}>
              {data.map((list) => (
                <One key={list.checklist} list={list} edits={may.edit} opened={opened} onOpen={setOpened} />
              ))}
            </Rows>
          </>
        )}
      </Queried>
    </Section>
  )
}
