import { createToken } from '#modules/people/index.ts'
import { type Role, theDesk } from '#platform/actor.ts'
import { readConfiguration } from '#platform/configuration.ts'
import { withOpenWork } from '../src/commands/with-open-work.ts'

// A token may ask a hundred times a second; with so many it is the desk that is measured.
const tokens = 60

export interface WantedToken {
  role: Role
  /** Null: not limited to any. */
  teams: string[] | null
}

/** Makes API tokens on a filled database, and answers their secrets. */
export const makeTokensFor = (url: string, dataFolder: string, wanted: readonly WantedToken[]): Promise<string[]> =>
  withOpenWork(readConfiguration({ DATABASE_URL: url, REDRESS_DATA: dataFolder, LOG_LEVEL: 'silent' }), (open) =>
    open(theDesk, async (work) => {
      const made: string[] = []
      for (const [at, { role, teams }] of wanted.entries())
        made.push((await createToken(work, { name: `bench ${at}`, role, duties: [], teams })).secret)
      return made
    }),
  )

/** As many of one role as one client needs who asks without a pause. */
export const makeTokens = (url: string, dataFolder: string, role: Role): Promise<string[]> =>
  makeTokensFor(
    url,
    dataFolder,
    Array.from({ length: tokens }, () => ({ role, teams: null })),
  )
