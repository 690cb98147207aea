import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Kysely } from 'kysely'
import { pino } from 'pino'
import { createToken, recogniseCustomer } from '#modules/people/index.ts'
import { type Role, theDesk } from '#platform/actor.ts'
import { readConfiguration } from '#platform/configuration.ts'
import type { DB } from '#platform/database.types.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import type { OpenWork } from '#platform/open-work.ts'
import { type House, openHouse } from '#src/house.ts'
import { atTheEnd } from './at-the-end.ts'
import { type Caller, callerOn } from './caller.ts'
import { ada, type Colleague, type ColleagueName, colleagues, password, type TeamName, teams } from './cast.ts'
import { testDatabase } from './database.ts'
import { runPendingJobs } from './run-pending-jobs.ts'

export interface Scene {
  house: House
  /** The rows, to look at what was written. */
  db: Kysely<DB>
  open: OpenWork
  origin: string
  dataFolder: string
  teams: Record<TeamName, Id>
  agents: Record<ColleagueName, Id>
  /** Ada, who complains. */
  ada: Id
  /** A colleague, signed in with a real session. */
  as: (name: ColleagueName) => Promise<Caller>
  /** Signs in anew, with everybody's password. */
  signIn: (who: { email: string }) => Promise<Caller>
  stranger: Caller
  /** A program with a fresh token. */
  token: (role: Role, limits?: { teams?: TeamName[] }) => Promise<Caller>
  /** Somebody who brings their own cookie or token. */
  with: (headers: Record<string, string>) => Caller
  /** Runs what waits in the queue until nothing is due; a job that fails throws. */
  runJobs: () => Promise<void>
  clock: Clock
  /** The names of the facts of a stream, oldest first: `house/people`, `complaint/<id>`. */
  facts: (stream: string) => Promise<string[]>
}

export interface Clock {
  now: () => Temporal.Instant
  /** Lets time pass for our own code; sessions live by the real one. */
  pass: (duration: Temporal.DurationLike) => void
}

/** The whole house on a database of its own, with the cast in it. For one test file; it ends by itself. */
export async function scene(environment: Record<string, string> = {}): Promise<Scene> {
  const stage = await emptyScene(environment)
  const { house, db } = stage
  await db
    .insertInto('people_organisation')
    .values({ name: 'Harbour Ferries', language: 'en', zone: 'Europe/Athens', changed_at: stage.clock.now() })
    .execute()
  const teamIds = { north: newId(), south: newId() }
  for (const team of Object.keys(teams) as TeamName[])
    await db.insertInto('people_teams').values({ id: teamIds[team], name: teams[team], created_at: stage.clock.now() }).execute()
  const agents = {} as Record<ColleagueName, Id>
  for (const [name, colleague] of Object.entries(colleagues)) agents[name as ColleagueName] = await employ(stage, colleague, teamIds)
  const customer = await house.open(theDesk, (work) => recogniseCustomer(work, ada))
  const signedIn = new Map<ColleagueName, Promise<Caller>>()
  const as = (name: ColleagueName) => {
    const caller = signedIn.get(name) ?? stage.signIn(colleagues[name])
    signedIn.set(name, caller)
    return caller
  }
  const token = async (role: Role, limits?: { teams?: TeamName[] }) => {
    const asked = { name: `a ${role}'s program`, role, duties: [], teams: limits?.teams?.map((team) => teamIds[team]) ?? null }
    const { secret } = await house.open(theDesk, (work) => createToken(work, asked))
    return stage.with({ authorization: `Bearer ${secret}` })
  }
  return { ...stage, teams: teamIds, agents, ada: customer?.id ?? '', as, token }
}

/** The house as it is on the first day: nobody is in it. */
export async function emptyScene(environment: Record<string, string> = {}) {
  const { url, kysely: db } = await testDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-scene-'))
  const clock = passingClock()
  const configuration = readConfiguration({
    REDRESS_DATA: dataFolder,
    REDRESS_URL: 'http://desk.example',
    LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent',
    ...environment,
  })
  const house = await openHouse({ configuration, databaseUrl: url, log: pino({ level: configuration.LOG_LEVEL }), now: () => clock.now() })
  atTheEnd(async () => {
    await house.close()
    await rm(dataFolder, { recursive: true, force: true })
  })
  const { origin } = configuration
  const callWith = (headers: Record<string, string>) => callerOn(house.app, { origin, ...headers }, () => clock.pass({ seconds: 1 }))
  const signIn = async ({ email }: { email: string }) => {
    const answer = await callWith({}).post('/api/auth/sign-in/email', { email, password })
    if (answer.status !== 200) throw new Error(`${email} cannot sign in: ${JSON.stringify(answer.body)}`)
    return callWith({ cookie: answer.cookies })
  }
  const facts = async (stream: string) => {
    const rows = await db.selectFrom('facts_facts').select('fact').where('stream', '=', stream).orderBy('seq').execute()
    return rows.map(({ fact }) => fact)
  }
  const runJobs = () => runPendingJobs(house)
  return { house, db, open: house.open, origin, dataFolder, clock, stranger: callWith({}), with: callWith, signIn, facts, runJobs }
}

type Stage = Awaited<ReturnType<typeof emptyScene>>

/** Everybody has the same password, which is slow to hash: the first login is made, the others have its hash. */
async function loginOf(
  { house, db, clock }: Pick<Stage, 'house' | 'db' | 'clock'>,
  { email, name }: { email: string; name: string },
): Promise<string> {
  const made = await db.selectFrom('sessions_accounts').select('password').executeTakeFirst()
  if (!made) return house.sessions.makeLogin({ email, name, password })
  const [id, at] = [newId(), clock.now()]
  await db
    .insertInto('sessions_users')
    .values({ id, email: email.toLowerCase(), name, email_verified: true, created_at: at, updated_at: at })
    .execute()
  await db
    .insertInto('sessions_accounts')
    .values({
      id: newId(),
      user_id: id,
      account_id: id,
      provider_id: 'credential',
      password: made.password,
      created_at: at,
      updated_at: at,
    })
    .execute()
  return id
}

async function employ({ house, db, clock }: Stage, { teams: works, ...colleague }: Colleague, teamIds: Record<TeamName, Id>): Promise<Id> {
  const login_id = await loginOf({ house, db, clock }, colleague)
  const id = newId()
  await db
    .insertInto('people_agents')
    .values({ ...colleague, id, login_id, created_at: clock.now() })
    .execute()
  for (const [team, how] of Object.entries(works))
    await db
      .insertInto('people_memberships')
      .values({ agent_id: id, team_id: teamIds[team as TeamName], leads: how === 'leads' })
      .execute()
  return id
}

function passingClock(): Clock {
  let ahead = Temporal.Duration.from({ seconds: 0 })
  const secondsOf = (duration: Temporal.DurationLike) =>
    Temporal.Duration.from(duration).total({ unit: 'seconds', relativeTo: '2026-01-01' })
  return {
    now: () => Temporal.Now.instant().add(ahead),
    pass(duration) {
      ahead = Temporal.Duration.from({ seconds: Math.round(ahead.total('seconds') + secondsOf(duration)) })
    },
  }
}
