import type { Issue } from '#modules/complaints/contract.ts'
import { issuesOf } from '#modules/complaints/index.ts'
import { writeMatrix } from '#modules/remedies/authority/write-matrix.ts'
import { approveRemedy } from '#modules/remedies/decide-remedy.ts'
import { executeRemedy } from '#modules/remedies/execute-remedy.ts'
import { proposeRemedy } from '#modules/remedies/propose-remedy.ts'
import { firstMatrix } from '#modules/remedies/rules/matrix.ts'
import { namedSums } from '#modules/remedies/rules/named-sums.ts'
import type { Person } from '#platform/actor.ts'
import type { Language } from '#platform/endpoint.ts'
import { Refusal } from '#platform/refusal.ts'
import type { Work } from '#platform/work.ts'
import type { Telled } from './told.ts'

type Sum = Pick<ReturnType<typeof namedSums>[number], 'amount' | 'currency'>

/** What an issue's decision gives in money is proposed by its owner, approved by whoever may, and paid: the letter may name it then. */
export async function tellRemedies({ told, complaint, id }: Telled, by: Person): Promise<void> {
  const issues = await told.house.open(by, (work) => issuesOf(work, id))
  for (const issue of issues.filter(({ outcome }) => outcome === 'upheld' || outcome === 'partly_upheld'))
    for (const sum of namedSums(issue.sentence ?? '')) {
      const remedy = await propose({ told, id, by }, proposalOf(issue, sum, complaint.language), complaint.language)
      const at = { complaint: id, remedy: remedy.id }
      if (remedy.state === 'requested') await approve({ told, at }, by)
      await told.house.open(by, (work) => executeRemedy(work, at, {}))
    }
}

type Proposal = ReturnType<typeof proposalOf>

/** Where like cases got another sum, it is said why. */
async function propose({ told, id, by }: Pick<Telled, 'told' | 'id'> & { by: Person }, proposal: Proposal, language: Language) {
  const proposing = (departs?: string) =>
    told.house.open(by, (work) => proposeRemedy(work, id, { ...proposal, ...(departs !== undefined && { departs }) }))
  try {
    return await proposing()
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'precedents.say_why') throw error
    return proposing(whyOtherwise[language])
  }
}

const whyOtherwise: Record<Language, string> = {
  en: 'What is owed follows the sum of this order, which was another one.',
  el: 'Η οφειλή ακολουθεί το ποσό αυτής της παραγγελίας, που ήταν διαφορετικό.',
  es: 'Lo debido sigue el importe de este pedido, que era otro.',
}

/** The limits that came with the desk, and what a pound is worth: Leeds pays in pounds. */
export async function tellLimits(work: Work): Promise<void> {
  const change = 'The shop in Leeds pays in pounds.'
  await writeMatrix(work, { version: 0, rules: { ...firstMatrix, rates: { GBP: '1.15' } }, change })
}

const proposalOf = ({ id, sentence }: Issue, { amount, currency }: Sum, language: Language) => ({
  issue: id,
  kind: 'refund' as const,
  basis: 'entitlement' as const,
  money: { amount, currency },
  explanation: sentence ?? '',
  evidence: shownBy[language],
})

const shownBy: Record<Language, string> = {
  en: 'The papers of the order, and what the customer sent us.',
  el: 'Τα έγγραφα της παραγγελίας και όσα μας έστειλε ο πελάτης.',
  es: 'Los papeles del pedido y lo que nos envió el cliente.',
}

/** Asked one after the other: those who lead, then those with the finance duty; who may not says so. */
async function approve({ told, at }: Pick<Telled, 'told'> & { at: { complaint: string; remedy: string } }, by: Person): Promise<void> {
  const others = [...told.persons.values()].filter(({ id }) => id !== by.id)
  const leading = others.filter(({ role, duties }) => role === 'supervisor' || role === 'manager' || duties.includes('finance'))
  for (const person of leading) {
    const state = await told.house.open(person, async (work) => (await approveRemedy(work, at)).state).catch(refusedBy)
    if (state === 'approved') return
  }
  throw new Error('The story gives what nobody in it may approve')
}

function refusedBy(error: unknown): null {
  if (error instanceof Refusal) return null
  throw error
}
