import { expect, test } from 'vitest'
import { mintLink } from '#modules/people/index.ts'
import { type Actor, holds, type Role, theDesk } from '#platform/actor.ts'
import { type KnownRoute, routesOf } from '#platform/http/permissions.ts'
import { newId } from '#platform/id.ts'
import { grants } from '#src/app.ts'
import type { Answered, Caller } from './caller.ts'
import { type ColleagueName, colleagues } from './cast.ts'
import { scene } from './scene.ts'

const { house, as, stranger, token, teams, db, open, clock } = await scene()
await house.app.ready()

/** A complaint of the north: Dov, who works in the south, must see nothing of it. */
const northern = await openedInTheNorth()
const routes = routesOf(house.app)
// Its answer never ends, so it is asked only by who is refused.
const endless = new Set(['/api/v1/live'])
// They end the session of who asks, which the rest of this file still needs.
const ending = new Set(['/api/auth/sign-out', '/api/v1/me/sessions/ending', '/api/auth/change-password'])
const tried = (route: KnownRoute) => !endless.has(route.url) && !ending.has(route.url)

async function openedInTheNorth(): Promise<string> {
  const made = await (await as('cleo')).post('/api/v1/complaints', {
    text: 'The ferry left without me.',
    channel: 'phone',
    anonymous: true,
  })
  const { id } = made.body as { id: string }
  await db.updateTable('complaints_complaints').set({ team_id: teams.north }).where('id', '=', id).execute()
  return id
}

const fill = (url: string, secret = 'nobody-knows-this-secret') =>
  url
    .replace(':complaint', northern)
    .replace(':secret', secret)
    .replace(':kind', 'reply')
    .replace(':code', 'delivery')
    .replace(':tag', 'urgent')
    .replace(':language', 'en')
    .replace('*', '')
    .replaceAll(/:\w+/g, () => newId())

function ask(caller: Caller, { method, url }: KnownRoute, secret?: string): Promise<Answered> {
  const path = fill(url, secret)
  // Whoever asks too often is told to wait, which says nothing of what they may.
  clock.pass({ minutes: 1 })
  if (method === 'GET') return caller.get(path)
  if (method === 'PATCH') return caller.patch(path, {}, 1)
  if (method === 'PUT') return caller.put(path, {})
  return method === 'DELETE' ? caller.delete(path) : caller.post(path, {})
}

const actorLike = (role: Role): Actor => ({ kind: 'token', id: '', name: '', role, duties: [], teams: null })
const named = ({ method, url, requires }: KnownRoute) => `${method} ${url} (${requires})`

test('every route names a permission that somebody holds', () => {
  const known = new Set(['anyone', 'signed_in', ...Object.keys(grants)])
  expect(routes.filter(({ requires }) => !known.has(requires)).map(named)).toEqual([])
  expect(Object.entries(grants).filter(([, holders]) => holders.length === 0)).toEqual([])
})

test('a stranger is let in only where anyone is, and is told to sign in elsewhere', async () => {
  for (const route of routes.filter(({ requires }) => requires !== 'anyone')) {
    const { status } = await ask(stranger, route)
    expect({ route: named(route), status }).toEqual({ route: named(route), status: route.url.includes(':secret') ? 404 : 401 })
  }
})

test('no stranger makes a 500, whatever they ask for', async () => {
  for (const route of routes.filter(({ requires, url }) => requires === 'anyone' && !endless.has(url))) {
    const { status } = await ask(stranger, route)
    expect({ route: named(route), broke: status >= 500 }).toEqual({ route: named(route), broke: false })
  }
})

test.each(Object.keys(colleagues) as ColleagueName[])(
  '%s is refused with a sentence whatever the role does not hold, and breaks nothing else',
  async (name) => {
    const caller = await as(name)
    const mayUse = ({ requires, url }: KnownRoute) => holds(grants, actorLike(colleagues[name].role), requires) || url.includes(':secret')
    for (const route of routes.filter((one) => tried(one) && !mayUse(one))) {
      const { status, body } = await ask(caller, route)
      expect({ route: named(route), status, code: body.code }).toEqual({ route: named(route), status: 403, code: 'platform.not_allowed' })
    }
    for (const route of routes.filter((one) => tried(one) && mayUse(one) && !one.url.includes(':secret'))) {
      const { status } = await ask(caller, route)
      expect({ route: named(route), wrong: status === 401 || status >= 500 ? status : null }).toEqual({ route: named(route), wrong: null })
    }
  },
)

test('a colleague of another team meets nothing but 404 on a complaint that is not theirs', async () => {
  const dov = await as('dov')
  for (const route of routes.filter(({ url }) => url.includes(':complaint') && !endless.has(url))) {
    if (!holds(grants, actorLike('agent'), route.requires)) continue
    const { status, body } = await ask(dov, route)
    // A body that is not right is refused before anything is looked up; it says nothing about the complaint.
    const seen = [400, 404, 406, 415].includes(status) ? null : { status, body }
    expect({ route: named(route), seen }).toEqual({ route: named(route), seen: null })
  }
})

test('a token without a team sees all that is not restricted, one with a team only that', async () => {
  const [wide, narrow] = await Promise.all([token('agent'), token('agent', { teams: ['south'] })])
  expect((await wide.get(`/api/v1/complaints/${northern}`)).status).toBe(200)
  expect((await narrow.get(`/api/v1/complaints/${northern}`)).status).toBe(404)
})

test('a customer’s link opens its own pages and no other door', async () => {
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint: northern, customer: null, use: 'follow', days: 90 }))
  for (const route of routes.filter(({ url, method }) => url.includes(':secret') && method === 'GET')) {
    const { status } = await ask(stranger, route, secret)
    expect({ route: named(route), shut: status === 401 || status === 403 || status >= 500 }).toEqual({ route: named(route), shut: false })
  }
})

test.each(['choose', 'confirm', 'survey', 'coupon'] as const)('a link to %s does not follow', async (use) => {
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint: northern, customer: null, use, days: 90 }))
  expect((await stranger.get(`/c/${secret}`)).status).not.toBe(200)
})

test('an expired link shows nothing of the complaint', async () => {
  const { secret } = await open(theDesk, (work) => mintLink(work, { complaint: northern, customer: null, use: 'follow', days: 1 }))
  clock.pass({ days: 2 })
  const { bytes } = await stranger.get(`/c/${secret}`)
  expect(bytes.toString()).not.toContain('The ferry left without me.')
})
