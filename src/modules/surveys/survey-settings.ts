import type { Selectable } from 'kysely'
import type { SurveysSettings } from '#platform/database.types.ts'
import type { BodyOf } from '#platform/endpoint.ts'
import { sameVersion } from '#platform/version.ts'
import type { Work } from '#platform/work.ts'
import type { editSettings as editEndpoint, Settings } from './contract.ts'

/** When and how customers are asked. The row came with its table. */
export async function settingsOf(work: Work): Promise<Settings> {
  return present(await work.db.selectFrom('surveys_settings').selectAll().executeTakeFirstOrThrow())
}

/** Changes them for what is not planned yet; refuses an older version than the one that is there. */
export async function editSettings(
  work: Work,
  { version, ...asked }: BodyOf<typeof editEndpoint> & { version: number },
): Promise<Settings> {
  const before = await work.db.selectFrom('surveys_settings').selectAll().forUpdate().executeTakeFirstOrThrow()
  sameVersion(before.version, version)
  const figures = Object.fromEntries(Object.entries(asked).filter(([, figure]) => figure !== undefined))
  const edited = await work.db
    .updateTable('surveys_settings')
    .set((row) => ({ ...figures, changed_at: work.now, version: row('version', '+', 1) }))
    .returningAll()
    .executeTakeFirstOrThrow()
  await work.announce({ fact: 'survey_settings.changed', house: 'surveys', figures })
  return present(edited)
}

const present = ({ delay_hours, open_days, alert_score, version }: Selectable<SurveysSettings>): Settings => ({
  delay_hours,
  open_days,
  alert_score,
  version,
})
