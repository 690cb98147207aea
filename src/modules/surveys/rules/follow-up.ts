/** A fact of the complaint's stream, as far as it is looked at here. */
export interface Happened {
  fact: string
  data: Record<string, unknown>
}

/** The facts that say whether a follow-up is owed, and whether it was made. */
export const lookedAt = [
  'complaint.resolved',
  'complaint.returned',
  'complaint.reopened',
  'message.sent',
  'message.bounced',
  'message.failed',
  'contact.logged',
  'promise.broken',
  'survey.answered',
] as const

const urgent = ['critical', 'high']
const strongEmotion = 7

interface Judged {
  urgency: string
  /** 0 to 10, of the customer's first words; null where nobody has read them. */
  emotion: number | null
  facts: readonly Happened[]
}

/** Why a person of ours owes this customer a word after the decision (DOMAIN §1.5, B8); null when nobody does. */
export function whyFollowUp({ urgency, emotion, facts }: Judged): 'urgency' | 'emotion' | 'unhappy' | 'promise' | null {
  if (facts.some(({ fact, data }) => fact === 'survey.answered' && data['unhappy'] === true)) return 'unhappy'
  if (facts.some(({ fact }) => fact === 'promise.broken')) return 'promise'
  if (urgent.includes(urgency)) return 'urgency'
  return emotion !== null && emotion >= strongEmotion ? 'emotion' : null
}

const newRound = ['complaint.returned', 'complaint.reopened']
// Says that it came, or why it takes longer: no follow-up.
const tellsNothing: readonly unknown[] = ['acknowledgement', 'holding']

/** Whether a person of ours wrote or spoke to the customer after the decision that now stands. */
export function isFollowedUp(facts: readonly Happened[]): boolean {
  const resolved = facts.findLastIndex(({ fact }) => fact === 'complaint.resolved')
  if (resolved < 0 || resolved < facts.findLastIndex(({ fact }) => newRound.includes(fact))) return false
  const after = facts.slice(resolved + 1)
  const lost = new Set(
    after.filter(({ fact }) => fact === 'message.bounced' || fact === 'message.failed').map(({ data }) => data['message']),
  )
  return after.some((one) => isWordOfOurs(one) && !lost.has(one.data['message']))
}

function isWordOfOurs({ fact, data }: Happened): boolean {
  if (fact === 'contact.logged') return data['direction'] === 'out'
  return fact === 'message.sent' && data['by_person'] === true && !tellsNothing.includes(data['letter'])
}
