import { RulesPanel } from './rules-panel.tsx'
import { VocabularyPanel } from './vocabulary-panel.tsx'

/** Settings → Words: the rules of wording, the house's own, and the table of words. */
export function WordsPanel() {
  return (
    <>
      <RulesPanel />
      <VocabularyPanel />
    </>
  )
}
