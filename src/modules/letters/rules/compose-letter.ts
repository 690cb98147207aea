import type { Language } from '#platform/endpoint.ts'
import { fillBlock, waitsForRecord } from './fill-block.ts'
import type { BlockCode, Placed } from './letter-plan.ts'
import type { LetterRecord } from './variables.ts'

export interface Wording {
  subject: string
  blocks: { readonly [Code in BlockCode]?: { heading: string; text: string } }
}

export interface DraftedBlock extends Placed {
  heading: string
  text: string
}

interface Known {
  language: Language
  record: LetterRecord
  /** What is known of each issue, by its id. */
  issues: ReadonlyMap<string, LetterRecord>
}

/** The blocks of a letter, filled from the record. What may be left out and waits for the record alone is left empty. */
export function draftBlocks(plan: readonly Placed[], wording: Wording, { language, record, issues }: Known): DraftedBlock[] {
  return plan.map((placed) => {
    const { heading = '', text = '' } = wording.blocks[placed.block] ?? {}
    const known = placed.issue === null ? record : { ...record, ...issues.get(placed.issue) }
    const filled = fillBlock(text, known, language).trim()
    return { ...placed, heading: fillBlock(heading, known, language), text: !placed.must && waitsForRecord(filled) ? '' : filled }
  })
}

export interface WrittenBlock {
  block: BlockCode
  issue?: string | null | undefined
  text: string
}

const same = (one: { block: string; issue?: string | null | undefined }, other: { block: string; issue: string | null }): boolean =>
  one.block === other.block && (one.issue ?? null)?.toLowerCase() === other.issue?.toLowerCase()

/** The draft with what was written in its place, and what was written for a place that this letter does not have. */
export function withWritten(
  drafted: readonly DraftedBlock[],
  written: readonly WrittenBlock[],
): { blocks: DraftedBlock[]; lost: WrittenBlock[] } {
  const blocks = drafted.map((one) => {
    const own = written.find((other) => same(other, one))
    return own === undefined ? one : { ...one, text: own.text.replaceAll('\r\n', '\n').trim() }
  })
  return { blocks, lost: written.filter((own) => !drafted.some((one) => same(own, one))) }
}

export interface Section {
  /** Null: of the whole letter. */
  issue: string | null
  /** `1. Parcel arrived broken`; empty of the whole letter. */
  title: string
  blocks: { block: BlockCode; heading: string; text: string }[]
}

/** The letter as it is laid out: what says nothing is left out, and what belongs to one issue stands together below its title. */
export function sectionsOf(blocks: readonly DraftedBlock[], titles: ReadonlyMap<string, string>): Section[] {
  const sections: Section[] = []
  for (const { block, issue, heading, text } of blocks) {
    if (text === '') continue
    const last = sections.at(-1)
    const part = { block, heading, text }
    if (last?.issue === issue) last.blocks.push(part)
    else sections.push({ issue, title: issue === null ? '' : (titles.get(issue) ?? ''), blocks: [part] })
  }
  return sections
}
