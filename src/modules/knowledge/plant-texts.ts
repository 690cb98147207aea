import { createHash } from 'node:crypto'
import { newId } from '#platform/id.ts'
import type { Work } from '#platform/work.ts'
import { type StarterText, starterTexts } from './starter-texts.ts'
import { putWording } from './write-texts.ts'

/**
 * Plants the texts that come with the desk: those that are not there yet, and the new words of those that nobody here has
 * changed. What somebody edited stays as it is. Twice is once.
 */
export async function plantTexts(work: Work, texts: readonly StarterText[] = starterTexts): Promise<void> {
  const rows = await work.db.selectFrom('knowledge_texts').select(['id', 'code', 'shipped']).execute()
  const known = new Map(rows.map((row) => [row.code, row]))
  for (const text of texts) {
    const seal = sealOf(text)
    const there = known.get(text.about.code)
    if (!there) await plant(work, text, seal)
    else if (there.shipped !== null && there.shipped !== seal) await renew(work, { id: there.id, text, seal })
  }
}

const sealOf = (text: StarterText): string => createHash('sha256').update(JSON.stringify(text)).digest('hex')

async function plant(work: Work, text: StarterText, seal: string) {
  const row = { ...text.about, id: newId(), shipped: seal, created_at: work.now }
  const planted = await work.db
    .insertInto('knowledge_texts')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst()
  if (planted) await putAll(work, row.id, text)
}

async function renew(work: Work, { id, text, seal }: { id: string; text: StarterText; seal: string }) {
  const { code: _code, ...about } = text.about
  await work.db
    .updateTable('knowledge_texts')
    .set((row) => ({ ...about, shipped: seal, version: row('version', '+', 1) }))
    .where('id', '=', id)
    .execute()
  await putAll(work, id, text)
}

async function putAll(work: Work, id: string, { wordings }: StarterText) {
  for (const language of ['en', 'el', 'es'] as const) await putWording(work, id, { language, wording: wordings[language] })
}
