import type { Selectable } from 'kysely'
import type { Letter } from '#modules/tone/contract/check.ts'
import type { LettersTemplates } from '#platform/database.types.ts'
import type { Language } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { Wording } from './rules/compose-letter.ts'
import { starterTemplate } from './starter-templates.ts'

export interface TemplateVersion {
  number: number
  wording: Wording
  change: string | null
  writtenBy: string | null
  writtenAt: Temporal.Instant | null
}

/** What a letter says in a language at this moment. */
export async function templateFor(work: Work, letter: Letter, language: Language): Promise<TemplateVersion> {
  const row = await versions(work, letter, language).limit(1).executeTakeFirst()
  return row ? versionOf(row) : shipped(letter, language)
}

/** Every version, newest first; the last is the one that came with the desk. */
export async function templateVersions(work: Work, letter: Letter, language: Language): Promise<TemplateVersion[]> {
  const rows = await versions(work, letter, language).execute()
  return [...rows.map(versionOf), shipped(letter, language)]
}

const versions = (work: Work, letter: Letter, language: Language) =>
  work.db
    .selectFrom('letters_templates')
    .selectAll()
    .where('letter', '=', letter)
    .where('language', '=', language)
    .orderBy('number', 'desc')

const versionOf = (row: Selectable<LettersTemplates>): TemplateVersion => ({
  number: row.number,
  // Written by edit-template.ts alone, which holds it to the contract.
  wording: { subject: row.subject, blocks: row.blocks as Wording['blocks'] },
  change: row.change,
  writtenBy: row.written_by,
  writtenAt: row.written_at,
})

const shipped = (letter: Letter, language: Language): TemplateVersion => ({
  number: 0,
  wording: starterTemplate(letter, language),
  change: null,
  writtenBy: null,
  writtenAt: null,
})
