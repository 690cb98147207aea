import { Textarea } from '@mantine/core'
import { type Language, useWords } from '#workspace/kit/desk.ts'
import type { Fields } from '#workspace/kit/form.tsx'
import { DateField } from '#workspace/kit/lazy.tsx'
import { Group, Pair } from '#workspace/kit/section.tsx'
import type { RuleParts } from '../contract.ts'

interface RuleFieldProps {
  form: Fields
  language: Language
  rule: RuleParts | null
  onChange: (rule: RuleParts | null) => void
}

const nothing: RuleParts = { rule: '', protects: '', leaves_open: '', exceptions: '', source: '', valid_from: null, valid_to: null }
const parts = ['rule', 'protects', 'leaves_open', 'exceptions', 'source'] as const
const isEmpty = (rule: RuleParts) => parts.every((part) => rule[part].trim() === '') && rule.valid_from === null && rule.valid_to === null

/** The parts of a rule card beside its plain sentence, which is the text itself. */
export function RuleField({ form, language, rule, onChange }: RuleFieldProps) {
  const say = useWords('knowledge')
  const value = rule ?? nothing
  const change = (some: Partial<RuleParts>) => {
    const next = { ...value, ...some }
    onChange(isEmpty(next) ? null : next)
  }
  return (
    <Group name={say('web.rule_title')}>
      {parts.map((part) => (
        <Textarea
          {...form.at(`wordings.${language}.rule.${part}`)}
          key={part}
          label={say(`web.rule_parts.${part}`)}
          lang={language}
          value={value[part]}
          onChange={(event) => change({ [part]: event.currentTarget.value })}
          maxLength={part === 'protects' || part === 'source' ? 300 : 600}
          autosize
        />
      ))}
      <Pair>
        <DateField label={say('web.rule_parts.valid_from')} value={value.valid_from} onChange={(valid_from) => change({ valid_from })} />
        <DateField label={say('web.rule_parts.valid_to')} value={value.valid_to} onChange={(valid_to) => change({ valid_to })} />
      </Pair>
    </Group>
  )
}
