import type { Routes } from '#platform/http/routes.ts'
import { markComplete, markIncomplete } from './complete-submission.ts'
import * as contract from './contract.ts'
import { chooseDigest, readDigest } from './digests/choose-digest.ts'
import { listClocks } from './list-clocks.ts'
import { listDueClocks } from './list-due.ts'
import { addPreset, removePreset } from './presets/choose-by-hand.ts'
import { editLimits, readLimits } from './presets/edit-limits.ts'
import { listPresets, listPresetVersions } from './presets/list-presets.ts'
import { previewRules } from './presets/preview-rules.ts'
import { loadPack, writePreset } from './presets/write-presets.ts'
import { readPromptness } from './promptness/read-promptness.ts'
import { readStanding } from './read-standing.ts'

export function clocksRoutes({ serve }: Routes) {
  serve(contract.listClocks, (work, { params }) => listClocks(work, params.complaint))
  serve(contract.addPreset, (work, { params, body }) => addPreset(work, params.complaint, body))
  serve(contract.removePreset, (work, { params, body }) => removePreset(work, params, body))
  serve(contract.markIncomplete, (work, { params, body }) => markIncomplete(work, params.complaint, body))
  serve(contract.markComplete, (work, { params, body }) => markComplete(work, params.complaint, body))
  serve(contract.listDueClocks, (work, { query }) => listDueClocks(work, query))
  serve(contract.readPromptness, (work, { query }) => readPromptness(work, query))
  serve(contract.readStanding, readStanding)
  serve(contract.readLimits, readLimits)
  serve(contract.editLimits, (work, { body, version }) => editLimits(work, { ...body, version }))
  serve(contract.listPresets, listPresets)
  serve(contract.listPresetVersions, (work, { params }) => listPresetVersions(work, params.preset))
  serve(contract.writePreset, (work, { body }) => writePreset(work, body))
  serve(contract.previewRules, (work, { body }) => previewRules(work, body))
  serve(contract.loadPack, (work, { body }) => loadPack(work, body))
  serve(contract.readDigest, readDigest)
  serve(contract.chooseDigest, (work, { body }) => chooseDigest(work, body))
}
