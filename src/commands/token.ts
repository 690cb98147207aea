import { parseArgs } from 'node:util'
import { createToken, findTeamsByName } from '#modules/people/index.ts'
import { type Role, roles, theDesk } from '#platform/actor.ts'
import { readConfiguration, WrongConfiguration } from '#platform/configuration.ts'
import { withOpenWork } from './with-open-work.ts'

const usage = 'npm run redress -- token create --role <role> --name <name> [--team <team>]…'

/** Makes an API token and prints it once; only its hash is kept. */
export async function token([act, ...args]: string[]): Promise<void> {
  if (act !== 'create') throw new WrongConfiguration(`Say what to do with it: ${usage}`)
  const { role, name, teams } = readAsked(args)
  const made = await withOpenWork(readConfiguration(), (open) =>
    open(theDesk, async (work) => {
      const known = await findTeamsByName(work, teams)
      const missing = teams.find((team) => !known.some((one) => one.name.toLowerCase() === team.toLowerCase()))
      if (missing) throw new WrongConfiguration(`There is no team "${missing}".`)
      return createToken(work, { name, role, duties: [], teams: teams.length > 0 ? known.map(({ id }) => id) : null })
    }),
  )
  process.stdout.write(`${made.secret}\n`)
}

function readAsked(args: string[]): { role: Role; name: string; teams: string[] } {
  const options = { role: { type: 'string' }, name: { type: 'string' }, team: { type: 'string', multiple: true } } as const
  const { values } = parseArgs({ args, options, strict: false }) as { values: { role?: string; name?: string; team?: string[] } }
  const role = roles.find((known) => known === values.role)
  if (!role) throw new WrongConfiguration(`Give it a role, one of ${roles.join(', ')}: ${usage}`)
  if (!values.name?.trim()) throw new WrongConfiguration(`Give it a name that says what it is for: ${usage}`)
  return { role, name: values.name.trim(), teams: values.team ?? [] }
}
