import type { Work } from '#platform/work.ts'
import { organisationOf } from './organisation/find-organisation.ts'

/** One line of the first-run list; each module contributes its own in src/reactions.ts. */
export interface FirstRunStep {
  code: string
  done: (work: Work) => Promise<boolean>
}

const isNamed: FirstRunStep = { code: 'organisation', done: async (work) => (await organisationOf(work)).named }

const hasTeam: FirstRunStep = {
  code: 'team',
  done: async (work) => (await work.db.selectFrom('people_memberships').select('team_id').limit(1).executeTakeFirst()) !== undefined,
}

const hasPrivacyNotice: FirstRunStep = {
  code: 'privacy_notice',
  done: async (work) => (await work.db.selectFrom('people_privacy_notices').select('version').limit(1).executeTakeFirst()) !== undefined,
}

export const peopleFirstRun: FirstRunStep[] = [isNamed, hasTeam, hasPrivacyNotice]

/** What is still to do before the desk is in full use. */
export async function firstRun(work: Work, steps: readonly FirstRunStep[]): Promise<{ steps: { code: string; done: boolean }[] }> {
  const listed = []
  for (const { code, done } of steps) listed.push({ code, done: await done(work) })
  return { steps: listed }
}
