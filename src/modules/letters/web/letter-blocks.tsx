import { Textarea } from '@mantine/core'
import { slotLabel, unfilledSlots } from '#modules/knowledge/rules/slots.ts'
import { Chip } from '#workspace/kit/chip.tsx'
import { useWords } from '#workspace/kit/desk.ts'
import { Group } from '#workspace/kit/section.tsx'
import { type LetterBlock, type LetterDraft, type LetterIssue, longestBlock } from '../contract.ts'
import styles from './letters.module.css'
import { keyOf, type Typed } from './use-written.ts'

/** The field of a part: what is missing leads there. */
export const fieldOf = ({ block, issue }: Pick<LetterBlock, 'block' | 'issue'>): string => `letter-${block}-${issue ?? ''}`

interface BlockProps {
  block: LetterBlock
  language: string
  typed: Typed
  onWrite: (key: string, text: string) => void
}

function BlockField({ block, language, typed, onWrite }: BlockProps) {
  const say = useWords('letters')
  const text = typed[keyOf(block)] ?? block.text
  const open = [...new Set(unfilledSlots(text).map(slotLabel))]
  const isEmpty = text.trim() === ''
  const hint = open.length > 0 ? say('web.say_here', { slots: open.join('; ') }) : undefined
  return (
    <Textarea
      id={fieldOf(block)}
      label={
        <>
          <span className={styles.blockName}>{block.heading || say(`block.${block.block}`)}</span>{' '}
          {!block.must && <small className={styles.hint}>{say('web.optional')}</small>}
        </>
      }
      description={hint}
      error={block.must && isEmpty ? say('web.needed') : undefined}
      lang={language}
      value={text}
      onChange={(event) => onWrite(keyOf(block), event.currentTarget.value)}
      maxLength={longestBlock}
      autosize
      minRows={2}
      maxRows={16}
    />
  )
}

function IssueName({ issue, several }: { issue: LetterIssue; several: boolean }) {
  const say = useWords('letters')
  const complaints = useWords('complaints')
  return (
    <span className={styles.issueName}>
      {several && `${issue.position}. `}
      {issue.title} <Chip>{issue.outcome === null ? say('web.undecided') : complaints(`outcome.${issue.outcome}`)}</Chip>{' '}
      <Chip tone={issue.covered ? 'kept' : 'plain'}>{say(issue.covered ? 'web.covered' : 'web.not_covered')}</Chip>
    </span>
  )
}

/** Parts that follow each other in the letter and belong to the same issue, or to none. */
function runsOf(blocks: readonly LetterBlock[]): { issue: string | null; blocks: LetterBlock[] }[] {
  const runs: { issue: string | null; blocks: LetterBlock[] }[] = []
  for (const block of blocks) {
    const last = runs.at(-1)
    if (last?.issue === block.issue) last.blocks.push(block)
    else runs.push({ issue: block.issue, blocks: [block] })
  }
  return runs
}

interface BlocksProps {
  draft: LetterDraft
  typed: Typed
  /** The issues, with whether what is typed answers them. */
  covered: readonly LetterIssue[]
  onWrite: (key: string, text: string) => void
}

/** Every part of the letter in its order, those of an issue below its title. */
export function LetterBlocks({ draft, typed, covered, onWrite }: BlocksProps) {
  const field = (block: LetterBlock) => (
    <BlockField key={keyOf(block)} block={block} language={draft.language} typed={typed} onWrite={onWrite} />
  )
  return runsOf(draft.blocks).map((run) => {
    const issue = covered.find(({ id }) => id === run.issue)
    const key = keyOf(run.blocks[0] ?? { block: 'opening', issue: run.issue })
    if (issue === undefined)
      return (
        <div key={key} className={styles.run}>
          {run.blocks.map(field)}
        </div>
      )
    return (
      <Group key={key} name={<IssueName issue={issue} several={covered.length > 1} />}>
        {run.blocks.map(field)}
      </Group>
    )
  })
}
