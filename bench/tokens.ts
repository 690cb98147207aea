import { createToken } from '#modules/people/index.ts'
import { type Role, theDesk } from '#platform/actor.ts'
import { readConfiguration } from '#platform/configuration.ts'
import { withOpenWork } from '../src/commands/with-open-work.ts'

// A token may ask a hundred times a second; with so many it is the desk that is measured.
const tokens = 60

/** Makes API tokens of a role on a filled database, and answers their secrets. */
export const makeTokens = (url: string, dataFolder: string, role: Role): Promise<string[]> =>
  withOpenWork(readConfiguration({ DATABASE_URL: url, REDRESS_DATA: dataFolder, LOG_LEVEL: 'silent' }), (open) =>
    open(theDesk, async (work) => {
      const made: string[] = []
      for (let at = 0; at < tokens; at += 1)
        made.push((await createToken(work, { name: `bench ${at}`, role, duties: [], teams: null })).secret)
      return made
    }),
  )
