import { Select, TextInput, VisuallyHidden } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Act } from '#workspace/kit/act.tsx'
import { Chip } from '#workspace/kit/chip.tsx'
import { call, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { InPlace } from '#workspace/kit/in-place.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Row, Rows } from '#workspace/kit/rows.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useUndo } from '#workspace/kit/undo-toast.tsx'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { addToneRule, type KeptRule, removeToneRule } from '../contract.ts'
import { ChangeForm } from './change-form.tsx'
import { OwnRuleForm, useCategories } from './own-rule-form.tsx'
import { houseRulesQuery, shippedQuery, tone } from './queries.ts'
import { exampleOf, type RuleRow, rowsOf, rowsSought, type Sought } from './rule-rows.ts'
import styles from './tone.module.css'

const shows = ['all', 'on', 'off', 'ours'] as const
const severities = [1, 2, 3] as const
const most = 60

function Filters({ sought, onSought }: { sought: Sought; onSought: (change: Partial<Sought>) => void }) {
  const say = useWords('tone')
  const conversations = useWords('conversations')
  const any = say('web.any')
  return (
    <div className={styles.filters}>
      <TextInput
        size="xs"
        label={say('web.q')}
        value={sought.q}
        onChange={(event) => onSought({ q: event.currentTarget.value })}
        maxLength={200}
      />
      <Select
        size="xs"
        label={say('web.language')}
        placeholder={any}
        data={languages.map((one) => ({ value: one, label: conversations(`web.language.${one}`) }))}
        value={sought.language}
        onChange={(chosen) => onSought({ language: languages.find((one) => one === chosen) ?? null })}
        clearable
      />
      <Select
        size="xs"
        label={say('web.category')}
        placeholder={any}
        data={useCategories()}
        value={sought.category}
        onChange={(category) => onSought({ category })}
        searchable
        clearable
      />
      <Select
        size="xs"
        label={say('web.severity')}
        placeholder={any}
        data={severities.map((one) => ({ value: String(one), label: say(`web.severities.${one}`) }))}
        value={sought.severity?.toString() ?? null}
        onChange={(chosen) => onSought({ severity: severities.find((one) => String(one) === chosen) ?? null })}
        clearable
      />
      <Select
        size="xs"
        label={say('web.show')}
        data={shows.map((one) => ({ value: one, label: say(`web.shows.${one}`) }))}
        value={sought.show}
        onChange={(chosen) => onSought({ show: shows.find((one) => one === chosen) ?? 'all' })}
        allowDeselect={false}
      />
    </div>
  )
}

/** Asked twice, and it can be taken back: nothing goes silently. */
function Removing({ rule, onDone }: { rule: KeptRule; onDone: () => void }) {
  const say = useWords('tone')
  const undo = useUndo()
  const again = useDoing(({ rule: _rule, version: _version, ...body }: KeptRule) => call(addToneRule, {}, { body }), [tone])
  const removing = useDoing(() => call(removeToneRule, { rule: rule.rule }), [tone])
  const removed = () => {
    undo(say('web.removed'), () => again.mutate(rule))
    onDone()
  }
  return (
    <div className={styles.remove}>
      <p>{say('web.remove_about')}</p>
      <Act size="xs" busy={removing.isPending} onAct={() => removing.mutate(undefined, { onSuccess: removed })}>
        {say('web.remove_yes')}
      </Act>
      {removing.isError && <Refused why={removing.error} />}
    </div>
  )
}

function Opened({ row, onDone }: { row: RuleRow; onDone: () => void }) {
  const say = useWords('tone')
  const [removing, setRemoving] = useState(false)
  return (
    <div className={styles.opened}>
      <p lang={row.language}>{row.why}</p>
      {row.own === null && (
        <>
          <h4>{say('web.patterns_are')}</h4>
          <ul lang={row.language}>
            {row.patterns.map((pattern) => (
              <li key={pattern}>
                <code>{pattern}</code>
              </li>
            ))}
          </ul>
          <h4>{say('web.instead')}</h4>
          <ul lang={row.language}>
            {row.instead.map((advice) => (
              <li key={advice}>{advice}</li>
            ))}
          </ul>
          <ChangeForm row={row} onDone={onDone} />
        </>
      )}
      {row.own !== null && (
        <>
          <OwnRuleForm rule={row.own} onDone={onDone} />
          <Act as="plain" size="xs" onAct={() => setRemoving(!removing)}>
            {say('web.remove')}
          </Act>
          {removing && <Removing rule={row.own} onDone={onDone} />}
        </>
      )}
    </div>
  )
}

function Marks({ row }: { row: RuleRow }) {
  const say = useWords('tone')
  const marks = [row.off && 'is_off', row.own !== null && 'is_own', row.change !== null && 'is_changed'].filter((mark) => mark !== false)
  return marks.map((mark) => <Chip key={mark}>{say(`web.${mark}`)}</Chip>)
}

function OneRule({ row, isOpen, onOpen }: { row: RuleRow; isOpen: boolean; onOpen: (rule: string | null) => void }) {
  const say = useWords('tone')
  const conversations = useWords('conversations')
  const name = exampleOf(row.patterns[0] ?? row.rule)
  const line = [conversations(`web.language.${row.language}`), say(`category.${row.category}`), say(`web.severities.${row.severity}`)]
  return (
    <Row
      at={row.rule}
      here={isOpen}
      title={
        <>
          <span lang={row.language}>“{name}”</span> <Marks row={row} />
        </>
      }
      line={line.join(' · ')}
      acts={
        <Act as="plain" size="xs" onAct={() => onOpen(isOpen ? null : row.rule)}>
          {say(isOpen ? 'web.close' : 'web.open')}
          <VisuallyHidden>: {name}</VisuallyHidden>
        </Act>
      }
    >
      {isOpen && <Opened key={(row.change ?? row.own)?.version ?? 0} row={row} onDone={() => onOpen(null)} />}
    </Row>
  )
}

function RuleList({ rows }: { rows: readonly RuleRow[] }) {
  const say = useWords('tone')
  const [opened, setOpened] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  if (rows.length === 0) return <Empty title={say('web.none')}>{say('web.none_about')}</Empty>
  return (
    <>
      <p role="status">{say('web.count', { count: rows.length })}</p>
      <Rows name={say('web.list')}>
        {rows.slice(0, all ? rows.length : most).map((row) => (
          <OneRule key={row.rule} row={row} isOpen={opened === row.rule} onOpen={setOpened} />
        ))}
      </Rows>
      {!all && rows.length > most && (
        <div className={styles.start}>
          <Act onAct={() => setAll(true)}>{say('web.rest', { count: rows.length - most })}</Act>
        </div>
      )}
    </>
  )
}

/** All rules but the table of words, found and filtered; each opens where it stands. */
export function RulesPanel() {
  const say = useWords('tone')
  const [sought, setSought] = useState<Sought>({ q: '', language: useLanguage(), category: null, severity: null, show: 'all' })
  const [settled] = useDebouncedValue(sought, 150)
  const [adding, setAdding] = useState(false)
  const shipped = useQuery(shippedQuery)
  const house = useQuery(houseRulesQuery)
  const found = (all: RuleRow[]) =>
    rowsSought(
      all.filter(({ word }) => word === null),
      settled,
    )
  const add = (
    <Act as={adding ? 'default' : 'do'} icon="add" onAct={() => setAdding(true)}>
      {say('web.add')}
    </Act>
  )
  return (
    <Section title={say('web.title')} about={say('web.about')} acts={add}>
      {adding && (
        <InPlace title={say('web.add')} onClose={() => setAdding(false)}>
          <OwnRuleForm rule={null} onDone={() => setAdding(false)} />
        </InPlace>
      )}
      <Filters sought={sought} onSought={(change) => setSought((before) => ({ ...before, ...change }))} />
      <Queried query={shipped} rows={8}>
        {(came) => (
          <Queried query={house} rows={8}>
            {(changed) => <RuleList rows={found(rowsOf(came, changed))} />}
          </Queried>
        )}
      </Queried>
    </Section>
  )
}
