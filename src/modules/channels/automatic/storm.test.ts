import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { deliver, mail } from '#test/mails.ts'
import { type Scene, scene } from '#test/scene.ts'
import { type Received, type SmtpDouble, smtpDouble } from '#test/smtp-double.ts'
import { type Answering, fieldOf, forgeComplaints, untilQuiet, without } from '#test/storms.ts'

interface TestDesk {
  stage: Scene
  post: SmtpDouble
  address: string
}

async function desk(host: string): Promise<TestDesk> {
  const [stage, post] = [await scene({ REDRESS_URL: `http://${host}` }), await smtpDouble()]
  const address = `complaints@${host}`
  const fay = await stage.as('fay')
  const smtp = { host: '127.0.0.1', port: post.port, security: 'none' }
  expect((await fay.post('/api/v1/mailboxes', { address, name: host, smtp })).status).toBe(201)
  return { stage, post, address }
}

const [alpha, beta] = [await desk('alpha.example'), await desk('beta.example')]

beforeEach(async () => {
  for (const { stage, post } of [alpha, beta]) {
    post.received.length = 0
    await stage.db.deleteFrom('channels_senders').execute()
    await stage.db.deleteFrom('channels_stops').execute()
  }
})

const outcome = async ({ stage }: TestDesk, table: 'complaints_complaints' | 'channels_mails') =>
  (await stage.db.selectFrom(table).select('id').execute()).length

const marksOfMachines = ['Auto-Submitted', 'X-Auto-Response-Suppress', 'Precedence', 'X-Redress-Loop']
const marksOfThreads = ['In-Reply-To', 'References']

test.each([
  ['as they are', []],
  ['without the marks of machines', marksOfMachines],
  ['without any mark, and without the thread', [...marksOfMachines, ...marksOfThreads]],
])('two desks that acknowledge each other end after at most two mails, when their mails are handed on %s', async (_how, names) => {
  const mails = [await outcome(alpha, 'channels_mails'), await outcome(beta, 'channels_mails')]
  await deliver(
    alpha.stage,
    mail({ from: `Beta <${beta.address}>`, to: alpha.address, text: `We complain: ${names.length}.` }),
    alpha.address,
  )
  const sent = await betweenDesks(names)
  expect(sent).toBeLessThanOrEqual(2)
  expect(sent).toBeGreaterThan(0)
  // Nothing was lost on the way: what one sent, the other has.
  const arrived = [await outcome(alpha, 'channels_mails'), await outcome(beta, 'channels_mails')]
  expect(arrived[0]).toBe((mails[0] ?? 0) + 1 + beta.post.received.length)
  expect(arrived[1]).toBe((mails[1] ?? 0) + alpha.post.received.length)
})

/** Carries mails from desk to desk until both are quiet. */
async function betweenDesks(names: readonly string[]): Promise<number> {
  const carried = new Map([alpha, beta].map((one) => [one, 0]))
  for (let round = 0; round < 12; round += 1) {
    let fresh = 0
    for (const [from, to] of [[alpha, beta] as const, [beta, alpha] as const]) {
      await from.stage.runJobs()
      const letters = from.post.received.slice(carried.get(from))
      carried.set(from, from.post.received.length)
      fresh += letters.length
      for (const letter of letters) await deliver(to.stage, without(letter, names), to.address)
    }
    if (fresh === 0) break
  }
  return alpha.post.received.length + beta.post.received.length
}

const robot = 'eleni@customer.example'
const away = 'Απουσιάζω από το γραφείο έως τη Δευτέρα. Για ό,τι επείγει γράψτε στη συνάδελφό μου.'

const robots: [string, Answering][] = [
  ['in the thread', (letter) => answer({ subject: `Re: ${fieldOf(letter, 'Subject')}`, text: away, letter })],
  ['with a new mail each time', () => answer({ subject: 'Απουσία', text: away })],
  ['with the subject that it got', (letter) => answer({ subject: `Away: ${fieldOf(letter, 'Subject')}`, text: away })],
  ['with the hour, in other words each time', () => answer({ subject: `Away ${performance.now()}`, text: `${away} ${performance.now()}` })],
]

function answer({ subject, text, letter }: { subject: string; text: string; letter?: Received }): Buffer {
  const id = letter && fieldOf(letter, 'Message-ID')
  return mail({ from: robot, to: alpha.address, subject, text, fields: id ? { 'In-Reply-To': id, References: id } : {} })
}

test.each(robots)(
  'a desk against an absence robot that marks nothing and answers %s ends after at most two mails',
  async (_how, robotAnswers) => {
    await deliver(alpha.stage, mail({ from: robot, text: `My ferry left without me. ${_how}` }), alpha.address)
    const sent = await untilQuiet(alpha, robotAnswers)
    expect([1, 2]).toContain(sent)
  },
)

test('the same robot at an address that had proved itself ends after two mails', async () => {
  await alpha.stage.db.insertInto('channels_senders').values({ address: robot, proved_at: alpha.stage.clock.now() }).execute()
  await deliver(alpha.stage, mail({ from: robot, text: 'My ferry left without me, and this address had proved itself.' }), alpha.address)
  const sent = await untilQuiet(alpha, () => answer({ subject: `Away ${performance.now()}`, text: away }))
  expect(sent).toBe(2)
})

test.each([
  ['a mail server', 'Mail Delivery System <mailer-daemon@other.example>'],
  ['somebody who looks like a person', 'Kim <kim@other.example>'],
])('a bounce that grows with each round, from %s, ends', async (_who, from) => {
  await deliver(alpha.stage, mail({ from: 'kim@other.example', text: `The ferry was late. ${_who}` }), alpha.address)
  const subjects: string[] = []
  const sent = await untilQuiet(alpha, (letter) => {
    const subject = `Undeliverable: ${fieldOf(letter, 'Subject')}`
    subjects.push(subject)
    return mail({ from, to: alpha.address, subject, text: `Your message could not be delivered.\n\n${subject}` })
  })
  expect(sent).toBeLessThanOrEqual(2)
  expect(subjects.filter((subject) => subject.includes('Undeliverable: Undeliverable:'))).toEqual([])
})

test('every automatic mail says that a machine sent it, and a person’s does not', async () => {
  await deliver(alpha.stage, mail({ from: 'lia@customer.example', text: 'The cabin was locked.' }), alpha.address)
  await alpha.stage.runJobs()
  const [automatic] = alpha.post.received
  expect(automatic && marksOfMachines.map((name) => fieldOf(automatic, name))).toEqual([
    'auto-replied',
    'All',
    'bulk',
    expect.stringMatching(/^rd\./),
  ])
  const ben = await alpha.stage.as('ben')
  const { complaint_id } = await alpha.stage.db
    .selectFrom('channels_mails')
    .select('complaint_id')
    .where('from_address', '=', 'lia@customer.example')
    .executeTakeFirstOrThrow()
  await ben.post(`/api/v1/complaints/${complaint_id}/messages`, { text: 'We are sorry.' })
  await alpha.stage.runJobs()
  const written = alpha.post.received.at(-1)
  expect(written && marksOfMachines.map((name) => fieldOf(written, name))).toEqual(['', '', '', expect.stringMatching(/^rd\./)])
  expect(written && fieldOf(written, 'In-Reply-To')).toMatch(/^<.+>$/)
})

test('300 complaints in the names of others: one mail a victim at most, and no word of the attacker in any', async () => {
  const attack = await forgeComplaints(alpha, { count: 300, victims: 15 })
  expect(Math.max(...attack.letters.values())).toBe(1)
  expect(attack.letters.size).toBe(15)
  expect(attack.withBait).toBe(0)
  // Nothing is lost: each is a complaint, and shown as not acknowledged.
  const { rows } = await alpha.stage.house.database.pool.query(
    `select count(*)::int as all, count(k.mark)::int as marked from complaints_complaints c
     left join channels_marks k on k.complaint_id = c.id and k.mark = 'unacknowledged' where c.words like 'CHEAPPILLS%'`,
  )
  expect(rows[0]).toEqual({ all: 300, marked: 285 })
}, 600_000)

test('whatever writes automatic mail asks at the one door', () => {
  const source = join(import.meta.dirname, '../../..')
  const writers = readdirSync(source, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.endsWith('.test.ts') && !file.startsWith('modules/conversations/'))
    .map((file) => readFileSync(join(source, file), 'utf8'))
    .filter((text) => /\bwriteAutomatic\(/.test(text))
  expect(writers.length).toBeGreaterThan(0)
  // The door itself, or the gate that asks at it for who may not know the channels.
  expect(writers.filter((text) => !/\bmayWriteAutomatic\(|allow\.missing\('notice\.write'/.test(text))).toEqual([])
})
