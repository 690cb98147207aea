import type { ReactNode } from 'react'
import { HomeRecord } from '#modules/audit/web/home-record.tsx'
import { HomeBoundaries } from '#modules/boundaries/web/home-boundaries.tsx'
import { HomeDue } from '#modules/clocks/web/home-due.tsx'
import { HomeStanding } from '#modules/clocks/web/home-standing.tsx'
import { HomeLoad } from '#modules/complaints/web/home-load.tsx'
import { HomeReturned } from '#modules/complaints/web/home-returned.tsx'
import { HomeHandovers } from '#modules/handovers/web/home-handovers.tsx'
import type { Me } from '#modules/people/contract.ts'
import { HomePromises } from '#modules/promises/web/home-promises.tsx'
import { HomeApprovals } from '#modules/remedies/web/home-approvals.tsx'
import { HomeTasks } from '#modules/tasks/web/home-tasks.tsx'
import { useHolds } from '#workspace/kit/me.ts'
import { FirstRun } from './first-run.tsx'

/** What is asked of this person by name, whatever the role. */
function OwnParts() {
  return (
    <>
      <HomeTasks />
      <HomeHandovers />
      <HomeBoundaries />
    </>
  )
}

/** Who handles: what is due, what was promised, what came back. */
function HandlerParts() {
  const approves = useHolds('remedies.approve')
  return (
    <>
      <HomeDue />
      <HomePromises />
      <HomeReturned />
      {approves && <HomeApprovals />}
      <OwnParts />
    </>
  )
}

/** Who leads teams: what burns in each, what was broken, what waits for a yes, and whose desk is how full. */
function SupervisorParts() {
  return (
    <>
      <HomeStanding />
      <HomePromises />
      <HomeApprovals />
      <HomeReturned />
      <OwnParts />
      <HomeLoad people />
    </>
  )
}

/** Who answers for all: the figures by team, what waits for a yes, what is oldest. */
function ManagerParts() {
  return (
    <>
      <HomeStanding />
      <HomeApprovals />
      <HomeLoad people={false} />
      <HomePromises />
      <OwnParts />
    </>
  )
}

function AdministratorParts() {
  return (
    <>
      <FirstRun />
      <HandlerParts />
    </>
  )
}

const partsOf: Record<Me['role'], () => ReactNode> = {
  agent: HandlerParts,
  senior_agent: HandlerParts,
  supervisor: SupervisorParts,
  manager: ManagerParts,
  auditor: HomeRecord,
  administrator: AdministratorParts,
}

/** The parts of the first page that this role needs first. */
export function HomeParts({ role }: Pick<Me, 'role'>) {
  const Parts = partsOf[role]
  return <Parts />
}
