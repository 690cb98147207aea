import { VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { useInWords } from '#workspace/kit/in-words.ts'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { FormActs } from '#workspace/kit/small-form.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { endTemplate, everyCategory, type Template } from '../contract.ts'
import { codeOfStep } from '../rules/steps.ts'
import { CategorySelect, useCategoryName } from './category-fields.tsx'
import styles from './procedure.module.css'
import { categoriesQuery, templates, templatesQuery, versionsQuery } from './queries.ts'
import { TemplateForm } from './template-form.tsx'

function useLine(): (template: Template) => string {
  const say = useWords('procedure')
  const language = useLanguage()
  return ({ steps, version }) => {
    const required = steps.filter((step) => step.required).map(({ step }) => say(`step.${codeOfStep(step) ?? ''}.title`))
    if (required.length === 0) return say('templates.line_none', { version })
    return say('templates.line', { version, required: new Intl.ListFormat(language).format(required) })
  }
}

function Versions({ template }: { template: string }) {
  const say = useWords('procedure')
  const { moment } = useInWords()
  const line = useLine()
  const query = useQuery(versionsQuery(template))
  return (
    <Queried query={query}>
      {({ data }) => (
        <ol className={styles.versions}>
          {data.map((one) => (
            <li key={one.version}>
              <b>
                {one.by === null || one.valid_from === null
                  ? say('templates.version_shipped', { version: one.version })
                  : say('templates.version_line', { version: one.version, name: one.by.name, moment: moment(one.valid_from) })}
              </b>{' '}
              {one.ended ? <Chip>{say('templates.ended')}</Chip> : line(one)}
              {one.change !== null && <p className={styles.quiet}>{one.change}</p>}
            </li>
          ))}
        </ol>
      )}
    </Queried>
  )
}

type Opened = { template: string; as: 'edit' | 'history' | 'end' } | null

function Ending({ template, onDone }: { template: Template; onDone: () => void }) {
  const say = useWords('procedure')
  const ending = useDoing(() => call(endTemplate, { template: template.template }, { body: { version: template.version } }), [templates])
  return (
    <InPlace title={say('templates.end')} about={say('templates.end_about')} onClose={onDone}>
      {ending.isError && <Refused why={ending.error} />}
      <FormActs>
        <Act busy={ending.isPending} onAct={() => ending.mutate(undefined, { onSuccess: onDone })}>
          {say('templates.end')}
        </Act>
        <Act onAct={onDone}>{say('web.cancel')}</Act>
      </FormActs>
    </InPlace>
  )
}

interface OneProps {
  template: Template
  edits: boolean
  opened: Opened
  onOpen: (opened: Opened) => void
}

function One({ template, edits, opened, onOpen }: OneProps) {
  const say = useWords('procedure')
  const name = useCategoryName()(template.template)
  const line = useLine()(template)
  const here = opened?.template === template.template ? opened.as : null
  const open = (as: 'edit' | 'history' | 'end') => onOpen(here === as ? null : { template: template.template, as })
  const act = (as: 'edit' | 'history' | 'end', says: string) => (
    <Act as="plain" size="xs" onAct={() => open(as)}>
      {says}
      <VisuallyHidden>: {name}</VisuallyHidden>
    </Act>
  )
  return (
    <Row
      at={template.template}
      here={here !== null}
      title={name}
      line={line}
      acts={
        <>
          {edits && act('edit', say('templates.edit'))}
          {edits && template.template !== everyCategory && act('end', say('templates.end'))}
          {act('history', say(here === 'history' ? 'templates.hide_history' : 'templates.history'))}
        </>
      }
    >
      {here === 'edit' && <TemplateForm key={template.version} title={name} template={template} onDone={() => onOpen(null)} />}
      {here === 'end' && <Ending template={template} onDone={() => onOpen(null)} />}
      {here === 'history' && <Versions template={template.template} />}
    </Row>
  )
}

/** A template for one category: it begins as a copy of the one that holds for it now. */
function Adding({ known, onDone }: { known: readonly Template[]; onDone: () => void }) {
  const say = useWords('procedure')
  const [category, setCategory] = useState<string | null>(null)
  const categories = useQuery(categoriesQuery)
  const all = categories.data?.data ?? []
  const above = (code: string | null): Template | undefined =>
    known.find(({ template }) => template === code) ??
    (code === null ? known[0] : above(all.find((one) => one.code === code)?.parent ?? null))
  const from = above(category)
  // one that ended goes on counting
  const history = useQuery({ ...versionsQuery(category ?? ''), enabled: category !== null, retry: false })
  const version = history.data?.data[0]?.version ?? 0
  return (
    <InPlace title={say('templates.add')} about={say('templates.add_about')} onClose={onDone}>
      <CategorySelect taken={known.map(({ template }) => template)} category={category} onCategory={setCategory} />
      {category !== null && from !== undefined && !history.isPending && (
        <TemplateForm key={category} template={{ ...from, template: category, version }} onDone={onDone} />
      )}
    </InPlace>
  )
}

/** Settings → Procedure: which steps each kind of complaint has, which closing waits for, and what the house adds. */
export function TemplatesPanel() {
  const say = useWords('procedure')
  const query = useQuery(templatesQuery)
  const [opened, setOpened] = useState<Opened>(null)
  const [adding, setAdding] = useState(false)
  const add = query.data?.may.edit && (
    <Act as={adding || opened?.as === 'edit' ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('templates.add')}
    </Act>
  )
  return (
    <Section title={say('templates.title')} about={say('templates.about')} acts={add}>
      <Queried query={query} rows={4}>
        {({ data, may }) => (
          <>
            {adding && <Adding known={data} onDone={() => setAdding(false)} />}
            <Rows name={say('templates.list')}>
              {data.map((template) => (
                <One key={template.template} template={template} edits={may.edit} opened={opened} onOpen={setOpened} />
              ))}
            </Rows>
          </>
        )}
      </Queried>
    </Section>
  )
}
