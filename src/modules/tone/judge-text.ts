import { organisationOf } from '#modules/people/index.ts'
import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { checkTone as checkEndpoint, tryToneRule } from './contract.ts'
import { houseRules } from './find-house-rules.ts'
import { judgeRule, readerOf } from './judge-rule.ts'
import { checkTone } from './rules/check-tone.ts'
import { shippedLayer } from './rules/learned/shipped-layer.ts'

/** Judges a text by the rules of the house, on this day at the desk. Keeps nothing. */
export async function judgeText(work: Work, { text, ...asked }: BodyOf<typeof checkEndpoint>): Promise<AnswerOf<typeof checkEndpoint>> {
  const [house, { zone }, learned] = await Promise.all([houseRules(work), organisationOf(work), shippedLayer()])
  return checkTone(text, { ...asked, house, zone, learned, today: dayAt(work, zone), reader: readerOf(work) })
}

/** Tries a rule that is not kept yet: what it underlines in this text, and how far it reaches. */
export function tryRule(work: Work, { rule, text }: BodyOf<typeof tryToneRule>): AnswerOf<typeof tryToneRule> {
  const judged = judgeRule(work, rule)
  const tried = { ...rule, rule: 'tried', off: false, from: null, until: null, version: 1 }
  const house = { edition: `tried ${JSON.stringify(tried)}`, changes: [], rules: [tried] }
  const { hits } = checkTone(text, { language: rule.language, channel: rule.channels?.[0] ?? null, house })
  return { ...judged, hits: hits.filter((hit) => hit.rule === 'tried') }
}

const dayAt = (work: Work, zone: string): string => work.now.toZonedDateTimeISO(zone).toPlainDate().toString()
