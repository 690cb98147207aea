import type { Id } from '#platform/endpoint.ts'
import type { Work } from '#platform/work.ts'
import type { DeliveryState } from '../contract.ts'
import { resumeDraft } from '../drafts/resume-draft.ts'
import type { MessageRecord } from '../find-message.ts'
import { changeState } from './change-state.ts'

interface TakenBack {
  complaint: Id
  message: Id
  from: readonly DeliveryState[]
  /** The customer wrote before it left; null where somebody wants it back. */
  why: 'answered' | null
}

/** What has not left is its writer's draft again. Nothing where it is in another state by now. */
export async function takeBack(work: Work, { complaint, message, from, why }: TakenBack): Promise<MessageRecord | undefined> {
  const to = { state: 'withdrawn' as const, ...(why !== null && { state_reason: why }) }
  const withdrawn = await changeState(work, { complaint, message, from, to })
  if (!withdrawn) return undefined
  await resumeDraft(work, withdrawn)
  await work.announce({ fact: 'message.withdrawn', complaint, message, why })
  return withdrawn
}
