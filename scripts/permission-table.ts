import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { readConfiguration } from '#platform/configuration.ts'
import { routesOf } from '#platform/http/permissions.ts'
import { grants } from '#src/app.ts'
import { openHouse } from '#src/house.ts'

/** The table of docs/permissions.md: every permission with its holders, every route with what it requires. */
export async function permissionTable(databaseUrl: string): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'redress-permissions-'))
  const house = await openHouse({ configuration: readConfiguration({ REDRESS_DATA: folder }), databaseUrl, log: pino({ level: 'silent' }) })
  try {
    await house.app.ready()
    return pageOf(permissionRows(), routeRows(routesOf(house.app)))
  } finally {
    await house.close()
    await rm(folder, { recursive: true, force: true })
  }
}

const permissionRows = () =>
  Object.entries(grants)
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([permission, holders]) => `| \`${permission}\` | ${holders.join(', ')} |`)

const routeRows = (routes: ReturnType<typeof routesOf>) =>
  [...new Set(routes.map(({ method, url, requires }) => `| ${method} | \`${url}\` | \`${requires}\` |`))].toSorted()

const pageOf = (permissions: string[], routes: string[]) => `# Who may do what

Generated from the code by \`scripts/regenerate.ts\`. A route also asks whether this complaint is the caller's to see: no credentials 401, not yours to see 404, yours to see but not to do 403.

| permission | held by |
| --- | --- |
${permissions.join('\n')}

| method | route | requires |
| --- | --- | --- |
${routes.join('\n')}
`
