import { organisationOf } from '#modules/people/index.ts'
import type { AnswerOf, BodyOf } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Preset } from '../contract/preset.ts'
import { type loadPack as loadEndpoint, Pack, type PresetVersion, type writePreset as writeEndpoint } from '../contract.ts'
import { faultsOf } from '../rules/check-preset.ts'
import { houseRules } from './house-rules.ts'
import { presentVersion } from './list-presets.ts'
import { insertVersions, newestOf, rowOf, writePack } from './plant-presets.ts'
import '../refusals.ts'

/** Writes a preset, or the next version of one that is there. Complaints that have begun keep theirs. */
export async function writePreset(work: Work, asked: BodyOf<typeof writeEndpoint>): Promise<PresetVersion> {
  await lockPresets(work)
  refuseFaulty(asked.preset)
  const usedFrom = await dayFrom(work, asked.used_from)
  const last = (await newestOf(work)).get(asked.preset.code)
  const version = (last?.version ?? 0) + 1
  const row = rowOf(work, asked.preset, { version, used_from: last ? usedFrom : null, pack: null, change: asked.change?.trim() || null })
  await insertVersions(work, [row])
  houseRules.forget(work)
  await work.announce({ fact: 'preset.written', house: 'clocks', code: row.code, version })
  return presentVersion(work, row.code, version)
}

/** Loads a pack: what is new or changed becomes a version. A pack that is wrong anywhere changes nothing. */
export async function loadPack(work: Work, asked: BodyOf<typeof loadEndpoint>): Promise<AnswerOf<typeof loadEndpoint>> {
  await lockPresets(work)
  const read = Pack.safeParse(asked.pack)
  if (!read.success) throw refuse('clocks.preset_invalid', faultIn(read.error.issues))
  const codes = read.data.presets.map(({ code }) => code)
  const twice = codes.find((code, at) => codes.indexOf(code) !== at)
  if (twice) throw refuse('clocks.pack_twice', { preset: twice })
  for (const preset of read.data.presets) refuseFaulty(preset)
  const answer = await writePack(work, read.data, { usedFrom: await dayFrom(work, asked.used_from) })
  houseRules.forget(work)
  for (const { code, version } of answer.written) await work.announce({ fact: 'preset.written', house: 'clocks', code, version })
  return answer
}

/** Where a pack does not fit its shape, and how. */
function faultIn(issues: readonly { path: readonly PropertyKey[]; message: string }[]) {
  const [first] = issues
  return { path: (first?.path ?? []).map(String).join('.') || 'pack', fault: first?.message ?? '' }
}

// Two who write at once would count the same next version.
const lockPresets = (work: Work) => work.db.selectFrom('clocks_settings').select('id').forUpdate().executeTakeFirstOrThrow()

/** Refuses a preset that cannot be counted, or whose own examples come out otherwise. */
export function refuseFaulty(preset: Preset): void {
  const [first] = faultsOf(preset)
  if (!first) return
  const about = { preset: preset.code, kind: first.kind }
  if (first.fault !== 'example') throw refuse('clocks.not_countable', about)
  throw refuse('clocks.example_wrong', { ...about, received: first.received, says: first.says, counts: first.counts })
}

/** A version is used for what is received from a day on: today at the earliest, for yesterday's complaints have theirs. */
async function dayFrom(work: Work, asked: string | undefined): Promise<Temporal.PlainDate> {
  const today = work.now.toZonedDateTimeISO((await organisationOf(work)).zone).toPlainDate()
  const day = asked === undefined ? today : Temporal.PlainDate.from(asked)
  if (Temporal.PlainDate.compare(day, today) < 0) throw refuse('clocks.used_from_past', { today: today.toString() })
  return day
}
