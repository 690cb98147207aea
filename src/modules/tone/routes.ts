import type { Routes } from '#platform/http/routes.ts'
import { changeShippedRule, restoreShippedRule } from './change-shipped-rule.ts'
import * as contract from './contract.ts'
import { addRule, editRule, removeRule } from './edit-rules.ts'
import { houseRules } from './find-house-rules.ts'
import { judgeText, tryRule } from './judge-text.ts'
import { conflictsOf } from './rules/weigh-rule.ts'

export function toneRoutes({ serve }: Routes) {
  serve(contract.checkTone, (work, { body }) => judgeText(work, body))
  serve(contract.readToneRules, houseRules)
  serve(contract.addToneRule, (work, { body }) => addRule(work, body))
  serve(contract.editToneRule, (work, { params, body }) => editRule(work, params.rule, body))
  serve(contract.removeToneRule, (work, { params }) => removeRule(work, params.rule))
  serve(contract.changeToneRule, (work, { params, body }) => changeShippedRule(work, params.rule, body))
  serve(contract.restoreToneRule, (work, { params }) => restoreShippedRule(work, params.rule))
  serve(contract.listToneConflicts, async (work) => ({ data: conflictsOf(await houseRules(work)) }))
  serve(contract.tryToneRule, async (work, { body }) => tryRule(work, body))
}
