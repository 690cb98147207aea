import type { Stage, State } from '../contract.ts'

const stageOfState: Record<State, Stage> = {
  received: 'received',
  open: 'examined',
  waiting_customer: 'examined',
  waiting_internal: 'examined',
  not_complaint: 'examined',
  offered: 'put_right',
  fulfilling: 'put_right',
  follow_up: 'put_right',
  closed: 'done',
  withdrawn: 'done',
  merged: 'done',
}

/** Where the customer is told that the complaint stands. */
export const stageOf = (state: State): Stage => stageOfState[state]
