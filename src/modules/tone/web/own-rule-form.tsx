import { Select, Textarea } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Language, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { EditForm, type Fields, Form, useFields } from '#workspace/kit/form.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { About, Group, Pair } from '#workspace/kit/section.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { useEdit } from '#workspace/kit/use-edit.ts'
import { addToneRule, editToneRule, type HouseRule, type KeptRule, tryToneRule } from '../contract.ts'
import { HoldingFields } from './change-form.tsx'
import { Highlighted } from './highlighted.tsx'
import { conflictsQuery, tone } from './queries.ts'
import styles from './tone.module.css'
import { holdingNames, useHoldingReading } from './use-rule-reading.ts'

type Writing = Omit<HouseRule, 'patterns' | 'exclude' | 'instead'> & { patterns: string; exclude: string; instead: string }

const linesOf = (written: string) =>
  written
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const ruleOf = (writing: Writing): HouseRule => ({
  ...writing,
  patterns: linesOf(writing.patterns),
  exclude: linesOf(writing.exclude),
  instead: linesOf(writing.instead),
})

const writingOf = ({ rule: _rule, version: _version, patterns, exclude, instead, ...rest }: KeptRule): Writing => ({
  ...rest,
  patterns: patterns.join('\n'),
  exclude: exclude.join('\n'),
  instead: instead.join('\n'),
})

const blank = (language: Language): Writing => ({
  language,
  category: 'vocabulary',
  severity: 1,
  patterns: '',
  exclude: '',
  why: '',
  instead: '',
  off: false,
  channels: null,
  from: null,
  until: null,
})

const isWhole = (rule: HouseRule) => rule.patterns.length > 0 && rule.why.trim() !== ''

/** How patterns are written, by example. */
function PatternHelp() {
  const say = useWords('tone')
  const examples = ['words', 'ending', 'either', 'perhaps', 'gap', 'figure'] as const
  return (
    <details className={styles.help}>
      <summary>{say('web.pattern_help')}</summary>
      <dl>
        {examples.map((one) => (
          <div key={one}>
            <dt>
              <code>{say(`web.pattern_like.${one}`)}</code>
            </dt>
            <dd>{say(`web.pattern_about.${one}`)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

/** Tries the rule as it stands on a text, a moment after the hand rests; keeps nothing. What could not be kept says so here already. */
function TryOut({ rule }: { rule: HouseRule }) {
  const say = useWords('tone')
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(JSON.stringify({ rule, text }), 400)
  const query = useQuery({
    queryKey: ['tone', 'trial', settled],
    queryFn: ({ signal }) => call(tryToneRule, {}, { body: JSON.parse(settled) as { rule: HouseRule; text: string }, signal }),
    enabled: isWhole(rule),
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  })
  const tried = query.data
  return (
    <Group name={say('web.try')}>
      <Textarea
        label={say('web.try_text')}
        description={say('web.try_hint')}
        lang={rule.language}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        maxLength={20_000}
        minRows={3}
        autosize
      />
      <div role="status" aria-live="polite" className={styles.tried}>
        {tried !== undefined && (
          <>
            {text !== '' && <Highlighted text={text} places={tried.hits} />}
            <p>{say('web.reach', { good: tried.reach.good, of: tried.reach.of })}</p>
            {tried.warnings.map((warning) => (
              <p key={warning}>{warning}</p>
            ))}
          </>
        )}
      </div>
      {query.isError && isWhole(rule) && <Refused why={query.error} />}
    </Group>
  )
}

interface FieldsProps {
  form: Fields
  value: Writing
  onChange: (change: Partial<Writing>) => void
}

function RuleFields({ form, value, onChange }: FieldsProps) {
  const say = useWords('tone')
  const conversations = useWords('conversations')
  const lines = (name: 'patterns' | 'exclude' | 'instead') => (
    <Textarea
      {...form.at(name)}
      label={say(`web.${name}`)}
      description={say(`web.${name}_hint`)}
      lang={value.language}
      value={value[name]}
      onChange={(event) => onChange({ [name]: event.currentTarget.value })}
      minRows={2}
      autosize
      required={name === 'patterns'}
    />
  )
  return (
    <>
      <Pair>
        <Select
          {...form.at('language')}
          label={say('web.language')}
          data={languages.map((one) => ({ value: one, label: conversations(`web.language.${one}`) }))}
          value={value.language}
          onChange={(chosen) => onChange({ language: languages.find((one) => one === chosen) ?? value.language })}
          allowDeselect={false}
        />
        <CategoryField form={form} value={value.category} onChange={(category) => onChange({ category })} />
      </Pair>
      {lines('patterns')}
      <PatternHelp />
      {lines('exclude')}
      <Textarea
        {...form.at('why')}
        label={say('web.why')}
        description={say('web.why_hint')}
        value={value.why}
        onChange={(event) => onChange({ why: event.currentTarget.value })}
        maxLength={500}
        autosize
        required
      />
      {lines('instead')}
      <HoldingFields
        form={form}
        value={value}
        onChange={({ channels, ...change }) =>
          onChange({ ...change, ...(channels !== undefined && { channels: channels && [...channels] }) })
        }
      />
    </>
  )
}

const categories =
  'vocabulary emotion_policing hollow_empathy minimising finality policy_shield refusal_without_path rights_obstruction blame_customer impatience condescension disbelief insult hold deflection vague_time vague_owner vague_promise over_promise insincere_apology threat sarcasm provocation unfair_condition discrimination confidentiality upsell jargon familiarity register boundary_badly_set channel'.split(
    ' ',
  )

/** The categories of wording, in the reader's words. */
export function useCategories() {
  const say = useWords('tone')
  return categories.map((value) => ({ value, label: say(`category.${value}`) }))
}

function CategoryField({ form, value, onChange }: { form: Fields; value: string; onChange: (category: string) => void }) {
  const say = useWords('tone')
  return (
    <Select
      {...form.at('category')}
      label={say('web.category')}
      data={useCategories()}
      value={value}
      onChange={(chosen) => onChange(chosen ?? value)}
      allowDeselect={false}
      searchable
    />
  )
}

/** Writes a rule of the house, or changes one. */
export const OwnRuleForm = ({ rule, onDone }: { rule: KeptRule | null; onDone: () => void }) =>
  rule === null ? <NewRule onDone={onDone} /> : <EditRule rule={rule} onDone={onDone} />

const shownBy = [tone, conflictsQuery.queryKey]

function NewRule({ onDone }: { onDone: () => void }) {
  const say = useWords('tone')
  const reader = useLanguage()
  const [writing, setWriting] = useState<Writing>(() => blank(reader))
  const written = ruleOf(writing)
  const saving = useDoing(() => call(addToneRule, {}, { body: written }), shownBy)
  const form = useFields(saving.error)
  return (
    <Form
      form={form}
      main
      busy={saving.isPending}
      onSend={() => saving.mutate(undefined, { onSuccess: onDone })}
      notYet={isWhole(written) ? undefined : say('web.whole_first')}
      onCancel={onDone}
    >
      <About>{say('web.own_about')}</About>
      <RuleFields form={form} value={writing} onChange={(change) => setWriting((before) => ({ ...before, ...change }))} />
      <TryOut rule={written} />
    </Form>
  )
}

function EditRule({ rule, onDone }: { rule: KeptRule; onDone: () => void }) {
  const say = useWords('tone')
  const conversations = useWords('conversations')
  const holding = useHoldingReading()
  const edit = useEdit<Writing>({
    now: { version: rule.version, fields: writingOf(rule) },
    send: (changed, version) =>
      call(editToneRule, { rule: rule.rule }, { body: { ...ruleOf({ ...writingOf(rule), ...changed }), version } }),
    refresh: shownBy,
    onDone,
  })
  const form = useFields(edit.saving.error)
  const written = ruleOf(edit.fields)
  const read = (fields: Writing) => ({
    ...fields,
    ...holding(fields),
    language: conversations(`web.language.${fields.language}`),
    category: say(`category.${fields.category}`),
  })
  const names = { ...holdingNames, ...wordNames }
  return (
    <EditForm
      form={form}
      edit={edit}
      main
      nameOf={(field) => say(`web.${names[field]}`)}
      read={read}
      notYet={isWhole(written) ? undefined : say('web.whole_first')}
      onCancel={onDone}
    >
      <About>{say('web.own_about')}</About>
      <RuleFields form={form} value={edit.fields} onChange={edit.change} />
      <TryOut rule={written} />
    </EditForm>
  )
}

const wordNames = {
  language: 'language',
  category: 'category',
  patterns: 'patterns',
  exclude: 'exclude',
  why: 'why',
  instead: 'instead',
} as const
