import { SegmentedControl, Switch } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { call, type Language, languages, useLanguage, useWords } from '#workspace/kit/desk.ts'
import { Empty } from '#workspace/kit/empty.tsx'
import { Queried } from '#workspace/kit/queried.tsx'
import { Refused } from '#workspace/kit/refused.tsx'
import { Section } from '#workspace/kit/section.tsx'
import { useAtOnce } from '#workspace/kit/use-at-once.ts'
import { useDoing } from '#workspace/kit/use-doing.ts'
import { type Conflict, changeToneRule } from '../contract.ts'
import { conflictsQuery, houseRulesQuery, shippedQuery, tone } from './queries.ts'
import { type RuleRow, rowsOf } from './rule-rows.ts'
import styles from './tone.module.css'

function Word({ row, conflicts }: { row: RuleRow; conflicts: readonly Conflict[] }) {
  const say = useWords('tone')
  const { rule, change, word } = row
  const switching = useDoing(
    (chosen: boolean) =>
      call(
        changeToneRule,
        { rule },
        {
          body: {
            off: chosen,
            severity: row.severity,
            channels: change?.channels ?? null,
            from: change?.from ?? null,
            until: change?.until ?? null,
            version: change?.version ?? 0,
          },
        },
      ),
    [tone],
  )
  const [off, choose] = useAtOnce(row.off, switching.mutateAsync)
  return (
    <tr>
      <td lang={row.language}>{word}</td>
      <td lang={row.language}>{row.instead.join(', ')}</td>
      <td>
        <Switch
          size="xs"
          aria-label={say('web.word_on', { word })}
          checked={!off}
          onChange={(event) => {
            if (!switching.isPending) choose(!event.currentTarget.checked)
          }}
        />
        {switching.isError && <Refused why={switching.error} />}
        {conflicts.map((conflict) => (
          <p key={`${conflict.suitable} ${conflict.word}`}>{say('web.both', { word: conflict.word })}</p>
        ))}
      </td>
    </tr>
  )
}

function Words({ rows, conflicts }: { rows: readonly RuleRow[]; conflicts: readonly Conflict[] }) {
  const say = useWords('tone')
  if (rows.length === 0) return <Empty title={say('web.no_words')} />
  return (
    <table className={styles.words}>
      <thead>
        <tr>
          <th scope="col">{say('web.unsuitable')}</th>
          <th scope="col">{say('web.suitable')}</th>
          <th scope="col">{say('web.on')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <Word key={row.rule} row={row} conflicts={conflicts.filter(({ unsuitable }) => unsuitable === row.rule)} />
        ))}
      </tbody>
    </table>
  )
}

/** The founding table of suitable and unsuitable words: off until the house wants it, with what contradicts itself in it. */
export function VocabularyPanel() {
  const say = useWords('tone')
  const conversations = useWords('conversations')
  const [language, setLanguage] = useState<Language>(useLanguage())
  const shipped = useQuery(shippedQuery)
  const house = useQuery(houseRulesQuery)
  const conflicts = useQuery(conflictsQuery)
  const found = (all: RuleRow[]) => all.filter((row) => row.word !== null && row.language === language)
  return (
    <Section title={say('web.vocabulary')} about={say('web.vocabulary_about')}>
      <SegmentedControl
        className={styles.start}
        size="xs"
        aria-label={say('web.language')}
        data={languages.map((one) => ({ value: one, label: conversations(`web.language.${one}`) }))}
        value={language}
        onChange={(chosen) => setLanguage(languages.find((one) => one === chosen) ?? language)}
      />
      <Queried query={shipped} rows={6}>
        {(came) => (
          <Queried query={house} rows={6}>
            {(changed) => (
              <Words
                rows={found(rowsOf(came, changed))}
                conflicts={(conflicts.data?.data ?? []).filter((one) => one.language === language)}
              />
            )}
          </Queried>
        )}
      </Queried>
      {conflicts.isError && <Refused why={conflicts.error} />}
    </Section>
  )
}
