import { nameActors } from '#modules/people/index.ts'
import { type Letter, letters } from '#modules/tone/contract/check.ts'
import { actorName } from '#platform/actor.ts'
import type { AnswerOf, BodyOf, Language } from '#platform/endpoint.ts'
import { refuse } from '#platform/refusal.ts'
import { sameVersion } from '#platform/version.ts'
import { languages } from '#platform/words.ts'
import type { Work } from '#platform/work.ts'
import { mayEditLetters } from './access.ts'
import type { listTemplates as listEndpoint, Template, writeTemplate as writeEndpoint } from './contract.ts'
import { type TemplateVersion, templateFor, templateVersions } from './find-template.ts'
import type { Wording } from './rules/compose-letter.ts'
import { blockProblems } from './rules/fill-block.ts'
import { partsOf } from './rules/letter-plan.ts'
import { hasDeadLink } from './rules/missing-in-letter.ts'
import { labelOf, letterVariables } from './rules/variables.ts'
import './refusals.ts'

/** What each letter says in each language at this moment, and what may stand in braces. */
export async function listTemplates(work: Work): Promise<AnswerOf<typeof listEndpoint>> {
  const reader = work.actor.kind === 'person' ? work.actor.language : 'en'
  const places = letters.flatMap((letter) => languages.map((language) => ({ letter, language })))
  const found = await Promise.all(places.map(async (place) => ({ ...place, ...(await templateFor(work, place.letter, place.language)) })))
  return {
    data: await present(work, found),
    variables: letterVariables.map((name) => ({ name, label: labelOf(name, reader) })),
  }
}

/** Every version of one, newest first. */
export async function listTemplateVersions(work: Work, asked: string, language: Language): Promise<{ data: Template[] }> {
  const letter = letterNamed(asked)
  const found = await templateVersions(work, letter, language)
  return {
    data: await present(
      work,
      found.map((one) => ({ ...one, letter, language })),
    ),
  }
}

/** Writes the next version; letters that were sent keep the words that they had. */
export async function writeTemplate(
  work: Work,
  at: { letter: string; language: Language },
  asked: BodyOf<typeof writeEndpoint>,
): Promise<Template> {
  const place = { letter: letterNamed(at.letter), language: at.language }
  const before = await templateFor(work, place.letter, place.language)
  sameVersion(before.number, asked.version)
  const wording = checked(place.letter, asked)
  const row = {
    ...place,
    number: before.number + 1,
    subject: wording.subject,
    blocks: JSON.stringify(wording.blocks),
    change: asked.change?.trim() || null,
    written_by: actorName(work.actor),
    written_at: work.now,
  }
  const written = await work.db
    .insertInto('letters_templates')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returning('number')
    .executeTakeFirst()
  // Somebody else wrote this version a moment ago.
  if (!written) sameVersion(row.number, asked.version)
  await work.announce({ fact: 'letter_template.written', house: 'letters', ...place, number: row.number })
  const [shown] = await present(work, [{ ...place, ...(await templateFor(work, place.letter, place.language)) }])
  if (!shown) throw new Error('A template that was just written was not found')
  return shown
}

/** Which letter a path names. */
export function letterNamed(asked: string): Letter {
  const found = letters.find((letter) => letter === asked)
  if (!found) throw refuse('letters.unknown_letter', { letter: asked, known: letters.join(', ') })
  return found
}

/** What was written, held to the plan of the letter: each of its blocks once, none that must stand empty, no unknown braces, no dead link. */
function checked(letter: Letter, { subject, blocks }: BodyOf<typeof writeEndpoint>): Wording {
  const parts = partsOf(letter)
  const stray = blocks.filter(({ block }) => !parts.some((part) => part.block === block)).map(({ block }) => block)
  if (stray.length > 0) throw refuse('letters.unknown_block', { blocks: stray.join(', ') })
  const written = parts.map(({ block, must }) => {
    const found = blocks.findLast((one) => one.block === block)
    if (must !== 'optional' && !found?.text.trim()) throw refuse('letters.block_needed', { block })
    return [block, { heading: found?.heading.trim() ?? '', text: found?.text.trim() ?? '' }] as const
  })
  const all = [subject, ...written.flatMap(([, { heading, text }]) => [heading, text])]
  for (const words of all) refuseWrong(words)
  return { subject: subject.trim(), blocks: Object.fromEntries(written) }
}

function refuseWrong(words: string) {
  const { unknown, broken } = blockProblems(words)
  if (unknown.length > 0) throw refuse('letters.unknown_variable', { names: unknown.join(', '), known: letterVariables.join(', ') })
  if (broken.length > 0) throw refuse('letters.broken_slot', { words: broken[0] ?? '' })
  if (hasDeadLink(words)) throw refuse('letters.dead_link')
}

type Placed = TemplateVersion & { letter: Letter; language: Language }

async function present(work: Work, versions: readonly Placed[]): Promise<Template[]> {
  const named = await nameActors(
    work,
    versions.map(({ writtenBy }) => writtenBy),
  )
  return versions.map(({ letter, language, number, wording, change, writtenBy, writtenAt }) => ({
    letter,
    language,
    number,
    subject: wording.subject,
    blocks: partsOf(letter).map((part) => ({ ...part, heading: '', text: '', ...wording.blocks[part.block] })),
    by: writtenBy === null ? null : named(writtenBy),
    at: writtenAt?.toString() ?? null,
    change,
    may: { edit: mayEditLetters(work.actor) },
  }))
}
