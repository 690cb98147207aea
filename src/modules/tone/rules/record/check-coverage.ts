import { words } from '#platform/fold.ts'
import type { ToneFacts } from '../../contract/check.ts'
import { foldForRules } from '../fold-map.ts'
import type { JudgedText } from '../judged-text.ts'
import { remembering } from '../remember.ts'
import type { Finding } from './finding.ts'

/** Each issue is spoken of: enough of its own words are in the reply, whatever their endings. */
export function checkCoverage({ sentences }: JudgedText, { issues }: ToneFacts): Finding[] {
  if (!issues || issues.length === 0) return []
  const said = [...new Set(sentences.flatMap(({ folded }) => contentWords(folded)))]
  return issues.flatMap((issue) => {
    const text = typeof issue === 'string' ? issue : (issue.text ?? '')
    const wanted = [...new Set(contentWords(foldForRules(text)))]
    if (wanted.length === 0 || isNamed(wanted, said)) return []
    const name = text.length > 80 ? `${text.slice(0, 77)}…` : text
    return [{ rule: 'issue_not_named', category: 'coverage', severity: 2, start: 0, end: 0, data: { issue: name } }]
  })
}

/** All of a short name but one word, two of a middle one, a quarter of a long sentence. */
function isNamed(wanted: readonly string[], said: readonly string[]): boolean {
  const found = wanted.filter((word) => said.some((other) => alike(word, other))).length
  return found >= Math.max(1, Math.min(wanted.length <= 3 ? 1 : 2, wanted.length), Math.floor(wanted.length / 4))
}

/** Two words of one stem: their beginnings are the same for more than half of the longer. */
function alike(one: string, other: string): boolean {
  if (one === other) return true
  const shared = Math.max(4, Math.ceil(Math.max(one.length, other.length) * 0.6))
  return one.slice(0, shared) === other.slice(0, shared) && Math.min(one.length, other.length) >= shared
}

const contentWords = remembering((folded: string): readonly string[] =>
  words(folded).filter((word) => (word.length > 3 && !small.has(word)) || /\d{3}/.test(word)),
)

const small = new Set(
  (
    'that this with from have been were your yours they them then than when what which would could should about there their still also very just because after before into over only ours never ever again more most some such does done didn wasn isn aren will dear thank thanks please ' +
    'αυτο αυτη αυτα αυτοσ αυτην ειναι ηταν ειχε εχει εχετε εχουμε οταν γιατι επειδη οπωσ ομωσ αλλα μονο πολυ ακομα ακομη προσ στην στον στισ τουσ αυτεσ αυτουσ μετα πριν καθε ενασ ολα σασ μασ ευχαριστω παρακαλω ' +
    'para pero como cuando donde este esta esto estos estas ellos ellas usted ustedes porque desde hasta sobre entre tambien muy mas todo toda todos todas nada algo habia habian sido tiene tienen gracias favor señor señora'
  ).split(' '),
)
