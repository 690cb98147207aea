import type { Id } from '#platform/endpoint.ts'
import { findFacts, type RecordedFact } from '#platform/facts/find-facts.ts'
import type { Work } from '#platform/work.ts'

const beginsCycle = ['complaint.reopened', 'complaint.returned']
const tells = ['message.sent', 'contact.logged', 'message.bounced', 'message.failed', 'offer.answered']

/** How the customer came to know the decision, or agreed to it. `message` is null where it was said by the customer. */
export interface Told {
  message: Id | null
}

/** What told the customer in this cycle, the latest decision letter before anything else; or that the customer accepted. Automatic mail tells nothing. */
export async function findTold(work: Work, complaint: Id): Promise<Told | null> {
  const facts = await findFacts(work, `complaint/${complaint}`, [...beginsCycle, ...tells])
  const cycle = facts.slice(facts.findLastIndex(({ fact }) => beginsCycle.includes(fact)) + 1)
  if (cycle.some(({ fact, data }) => fact === 'offer.answered' && data['said'] === 'accepted')) return { message: null }
  const lost = new Set(cycle.filter(isLost).map(messageOf))
  const said = cycle.filter(isTelling).filter((one) => !lost.has(messageOf(one)))
  const last = said.findLast(({ data }) => letterOf(data).startsWith('final')) ?? said.at(-1)
  return last ? { message: messageOf(last) } : null
}

const letterOf = ({ letter }: Record<string, unknown>): string => (typeof letter === 'string' ? letter : '')
const messageOf = ({ data }: RecordedFact): Id => String(data['message'])
const isLost = ({ fact }: RecordedFact): boolean => fact === 'message.bounced' || fact === 'message.failed'

// Says that it came, or why it takes longer: not what was decided.
const tellsNothing: readonly unknown[] = ['acknowledgement', 'holding']

/** Of a fact as it is announced or recorded: does it carry words of ours to the customer? */
export function isTelling({ fact, data }: Pick<RecordedFact, 'fact' | 'data'>): boolean {
  if (fact === 'contact.logged') return data['direction'] === 'out'
  return fact === 'message.sent' && data['by_person'] === true && !tellsNothing.includes(data['letter'])
}

const handling = ['issue.decided', 'reply.written', 'contact.logged', 'complaint.offered', 'offer.answered', 'note.written']

/** The people and programs who have handled the complaint: owners, and who wrote or decided. As rows name them: `person/…`. */
export async function findHandlers(work: Work, complaint: Id): Promise<Set<string>> {
  const facts = await findFacts(work, `complaint/${complaint}`, [...handling, 'complaint.assigned'])
  return new Set(
    facts
      .map(({ fact, actor, data }) => (fact === 'complaint.assigned' ? `person/${String(data['owner'])}` : actor))
      .filter((who) => (who.startsWith('person/') && who !== 'person/null') || who.startsWith('token/')),
  )
}
