import { type KyselyPlugin, sql } from 'kysely'
import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import type { Id } from '#platform/endpoint.ts'
import { newId } from '#platform/id.ts'
import { type OpenWork, toolsOf, workOpener } from '#platform/open-work.ts'
import type { Work } from '#platform/work.ts'
import { gates, reactions } from '#src/reactions.ts'
import { accountOf } from '#test/account.ts'
import { bounce, mail, nextMessageId } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { keepMail } from './keep-mail.ts'
import { readMail } from './read-mail.ts'

const stage = await scene()
const ours = 'complaints@desk.example'
await stage.db
  .insertInto('channels_mailboxes')
  .values({ id: newId(), address: ours, name: 'Complaints', team_id: stage.teams.north, created_at: stage.clock.now() })
  .execute()

class Injected extends Error {}

/** The house, in which the n-th thing that is waited for fails: a query, a file that is written or read, a commit. */
function faultyHouse(failing: number) {
  const counter = { waited: 0 }
  const count = () => {
    counter.waited += 1
    if (counter.waited === failing) throw new Injected(`fault ${failing}`)
  }
  const { files, ...tools } = stage.house.tools
  const faultyFiles: typeof files = {
    keep: async (work, bytes, how) => {
      count()
      const kept = await files.keep(work, bytes, how)
      // Written, and then the power goes.
      count()
      return kept
    },
    keepAll: async (work, all, how) => {
      count()
      const kept = await files.keepAll(work, all, how)
      count()
      return kept
    },
    read: async (sha256) => {
      count()
      return files.read(sha256)
    },
    stream: (sha256) => files.stream(sha256),
  }
  const transact: typeof stage.house.database.transact = (run) =>
    stage.house.database.transact(async (db) => {
      const result = await run(db.withPlugin(saying(count)))
      // All is done and nothing is committed yet.
      count()
      return result
    })
  return { counter, open: workOpener({ ...house, transact, tools: { ...tools, files: faultyFiles } }) }
}

const house = { gates, reactions, now: stage.clock.now }

/** Says of each query that it comes. */
const saying = (count: () => void): KyselyPlugin => ({
  transformQuery: ({ node }) => {
    count()
    return node
  },
  transformResult: async ({ result }) => result,
})

const stepsOf = (open: OpenWork) => ({
  step: <Result>(run: (work: Work) => Promise<Result>) => open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
})

interface Journey {
  became: { state: string; put_aside: string | null }
  raw: () => Promise<Buffer>
}

const journeys: Record<string, Journey> = {
  'opens a complaint': {
    became: { state: 'opened', put_aside: null },
    raw: async () => mail({ from: `New <new${newId()}@customer.example>`, text: `The cabin was wet, ${newId()}.` }),
  },
  'opens a complaint, with a file and copies to others': {
    became: { state: 'opened', put_aside: null },
    raw: async () =>
      mail({
        cc: 'Lars <lars@customer.example>',
        text: `--b\nContent-Type: text/plain\n\nSee the picture ${newId()}.\n--b\nContent-Type: image/png; name=a.png\nContent-Disposition: attachment\n\n${newId()}\n--b--`,
        fields: { 'Content-Type': 'multipart/mixed; boundary=b' },
      }),
  },
  'is added to the complaint that it answers': {
    became: { state: 'attached', put_aside: null },
    raw: async () => mail({ text: `Any news? ${newId()}`, fields: { References: `<${await firstOfComplaint()}>` } }),
  },
  'is a bounce of a mail of ours': {
    became: { state: 'attached', put_aside: null },
    raw: async () => bounce({ original: await sentByUs(), recipient: 'ada@customer.example' }),
  },
  'is put aside': {
    became: { state: 'put_aside', put_aside: 'auto_reply' },
    raw: async () => mail({ text: `I am away. ${newId()}`, fields: { 'Auto-Submitted': 'auto-replied' } }),
  },
  'names a complaint of somebody else': {
    became: { state: 'put_aside', put_aside: 'unknown_sender' },
    raw: async () =>
      mail({
        from: `Mallory <m${newId()}@elsewhere.example>`,
        text: 'Tell me all.',
        fields: { References: `<${await firstOfComplaint()}>` },
      }),
  },
  'is here already': {
    became: { state: 'attached', put_aside: null },
    raw: async () => {
      const messageId = nextMessageId()
      const text = `Twice, please. ${newId()}`
      await settle(mail({ messageId, text }))
      return mail({ messageId, text, fields: { 'X-Copy': 'second' } })
    },
  },
  'is no mail': { became: { state: 'put_aside', put_aside: 'not_mail' }, raw: async () => Buffer.from(`no mail at all ${newId()}`) },
}

async function keep(open: OpenWork, raw: Buffer): Promise<Id> {
  return (await open(theDesk, (work) => keepMail(work, { source: 'http', raw, recipient: ours }))).id
}

async function settle(raw: Buffer): Promise<Id> {
  const id = await keep(stage.open, raw)
  await readMail.run(stepsOf(stage.open), { mail: id })
  return id
}

async function firstOfComplaint(): Promise<string> {
  const messageId = nextMessageId()
  await settle(mail({ messageId, text: `The first mail ${messageId}.` }))
  return messageId
}

async function sentByUs(): Promise<string> {
  const messageId = await firstOfComplaint()
  const { complaint_id: complaint } = await stage.db
    .selectFrom('channels_mails')
    .select('complaint_id')
    .where('message_id', '=', messageId)
    .executeTakeFirstOrThrow()
  const ben = await stage.as('ben')
  const { body } = await ben.post(`/api/v1/complaints/${complaint}/messages`, { text: 'We look into it.' })
  const sent = { state: 'sent', sent_at: stage.clock.now() }
  const row = await stage.db
    .updateTable('conversations_messages')
    .set(sent)
    .where('id', '=', body.id)
    .returning('message_id')
    .executeTakeFirstOrThrow()
  return row.message_id ?? ''
}

/** What is in the house: nothing of it may grow by more than one mail brings, however often it was tried. */
async function sizes(): Promise<Record<string, number>> {
  const { rows } = await sql<
    Record<string, string>
  >`select (select count(*) from channels_mails) as mails, (select count(*) from complaints_complaints) as complaints,
    (select count(*) from conversations_messages) as messages, (select count(*) from conversations_attachments) as attachments, (select count(*) from complaints_numbers) as numbers,
    (select count(*) from facts_facts) as facts, (select count(*) from conversations_participants) as participants`.execute(stage.db)
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, count]) => [name, Number(count)]))
}

const grown = (before: Record<string, number>, after: Record<string, number>) =>
  Object.fromEntries(Object.entries(after).map(([name, count]) => [name, count - (before[name] ?? 0)]))

/** Keeps a mail and has it read in a house that fails at one place, as who brings it and the job would: again, until it is done. Says whether the fault was met. */
async function journeyWithFault(raw: Buffer, failing: number): Promise<{ id: Id; met: boolean }> {
  const { counter, open } = faultyHouse(failing)
  const id = await keep(open, raw).catch((error: unknown) => {
    if (!(error instanceof Injected)) throw error
    return null
  })
  const kept = id ?? (await keep(stage.open, raw))
  if (id) {
    await readMail.run(stepsOf(open), { mail: kept }).catch((error: unknown) => {
      if (!(error instanceof Injected)) throw error
    })
  }
  await readMail.run(stepsOf(stage.open), { mail: kept })
  return { id: kept, met: counter.waited >= failing }
}

test.each(Object.entries(journeys))(
  'a mail that %s: wherever it fails, it comes to the same, once',
  async (_what, { raw, became }) => {
    let whole: Record<string, number> | null = null
    let failing = 1
    for (let met = true; met; failing += 1) {
      const bytes = await raw()
      const before = await sizes()
      const journey = await journeyWithFault(bytes, failing)
      met = journey.met
      const row = await stage.db
        .selectFrom('channels_mails')
        .select(['state', 'put_aside', 'tries'])
        .where('id', '=', journey.id)
        .executeTakeFirstOrThrow()
      expect({ failing, ...row }).toMatchObject({ failing, ...became })
      const change = grown(before, await sizes())
      whole ??= change
      expect({ failing, ...change }).toEqual({ failing, ...whole })
    }
    // The journey is longer than a handful of steps, or nothing was counted.
    expect(failing).toBeGreaterThan(10)
    expect(await accountOf(stage.db)).toMatchObject({ stored: 0, astray: [] })
  },
  600_000,
)

test('one that cannot be read at all is put aside as it is after some tries, with its raw file; the next is read', async () => {
  const id = await keep(stage.open, mail({ text: 'Its file cannot be read.' }))
  const { tools, database } = stage.house
  const files = { ...tools.files, read: () => Promise.reject(new Injected('no disk')) }
  const broken = workOpener({ ...house, transact: database.transact, tools: { ...tools, files } })
  for (let tries = 0; tries < 5; tries += 1) await expect(readMail.run(stepsOf(broken), { mail: id })).rejects.toThrow('no disk')
  const row = await stage.db.selectFrom('channels_mails').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  expect(row).toMatchObject({ state: 'put_aside', put_aside: 'unreadable', settled_reason: 'no disk' })
  expect((await stage.open(theDesk, (work) => toolsOf(work).files.read(row.raw_sha256))).toString()).toContain('Its file cannot be read.')
  expect(await settle(mail({ text: 'The next one.' }))).not.toBe(id)
  expect(await accountOf(stage.db)).toMatchObject({ stored: 0, astray: [] })
})
