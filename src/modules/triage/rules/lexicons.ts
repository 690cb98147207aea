import elCategories from './lexicon/el-categories.json' with { type: 'json' }
import elSignals from './lexicon/el-signals.json' with { type: 'json' }
import elTopics from './lexicon/el-topics.json' with { type: 'json' }
import enCategories from './lexicon/en-categories.json' with { type: 'json' }
import enSignals from './lexicon/en-signals.json' with { type: 'json' }
import enTopics from './lexicon/en-topics.json' with { type: 'json' }
import esCategories from './lexicon/es-categories.json' with { type: 'json' }
import esSignals from './lexicon/es-signals.json' with { type: 'json' }
import esTopics from './lexicon/es-topics.json' with { type: 'json' }
import { type Lexicon, lexiconOf } from './lexicon.ts'

const english =
  'not no isnt wasnt arent werent didnt doesnt dont cannot cant wont wouldnt couldnt havent hasnt without never nobody none nor neither'
const greek = 'δεν δε μη μην ουτε χωρις κανενας κανεις καμια ουδεις ποτε διχως'
const spanish = 'no ni sin nunca jamas nadie tampoco ningun ninguna'

/** What each language says with which words; `greeklish` is the Greek one, read by sound. Made when first asked for. */
export const lexiconFor = (name: LexiconName): Lexicon => {
  const before = made.get(name)
  if (before) return before
  const lexicon = makers[name]()
  made.set(name, lexicon)
  return lexicon
}

export type LexiconName = 'en' | 'el' | 'es' | 'greeklish'

const made = new Map<LexiconName, Lexicon>()

const makers: Record<LexiconName, () => Lexicon> = {
  en: () => lexiconOf([enCategories, enSignals, enTopics], english),
  el: () => lexiconOf([elCategories, elSignals, elTopics], greek),
  es: () => lexiconOf([esCategories, esSignals, esTopics], spanish),
  greeklish: () => lexiconOf([elCategories, elSignals, elTopics], greek, true),
}
