import { expect, test } from 'vitest'
import { markUnsure } from '#modules/conversations/index.ts'
import { theDesk } from '#platform/actor.ts'
import type { Steps } from '#platform/job.ts'
import { ada } from '#test/cast.ts'
import { scene } from '#test/scene.ts'
import { smtpDouble } from '#test/smtp-double.ts'
import { deliverMessage } from './deliver-message.ts'

const stage = await scene()
const [ben, fay] = [await stage.as('ben'), await stage.as('fay')]
const post = await smtpDouble()
await fay.post('/api/v1/mailboxes', {
  address: 'care@desk.example',
  name: 'Harbour Ferries',
  smtp: { host: '127.0.0.1', port: post.port, security: 'none' },
})

/** Where the process dies: before a step, at its end but before it is committed, or just after. Steps are take (1) and note (2). */
type Death = { step: 1 | 2; when: 'before' | 'uncommitted' | 'after' }

const killed = new Error('killed')

function stepsThatDie({ step: at, when }: Death, worker: string): Steps {
  let count = 0
  const step: Steps['step'] = async (run) => {
    count += 1
    const here = count === at
    if (here && when === 'before') throw killed
    const result = await stage.open(theDesk, async (work) => {
      const done = await run(work)
      if (here && when === 'uncommitted') throw killed
      return done
    })
    if (here && when === 'after') throw killed
    return result
  }
  return { step, worker, signal: new AbortController().signal }
}

const alive: Steps = { step: (run) => stage.open(theDesk, run), worker: 'alive', signal: new AbortController().signal }

async function queued() {
  const { body: complaint } = await ben.post('/api/v1/complaints', { text: 'Late.', channel: 'phone', customer: ada })
  const { body } = await ben.post(`/api/v1/complaints/${complaint.id}/messages`, { text: 'We are sorry.' })
  return { complaint: complaint.id as string, message: body.id as string, tries: 0, since: stage.clock.now().toString() }
}

const rowOf = (id: string) => stage.db.selectFrom('conversations_messages').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
const copiesOf = async (id: string) => {
  const { message_id } = await rowOf(id)
  return post.received.filter(({ raw }) => raw.includes(`<${message_id}>`)).length
}

test.each<[Death, { state: string; copies: number; later: number }]>([
  [
    { step: 1, when: 'before' },
    { state: 'queued', copies: 0, later: 1 },
  ],
  [
    { step: 1, when: 'uncommitted' },
    { state: 'queued', copies: 0, later: 1 },
  ],
  [
    { step: 1, when: 'after' },
    { state: 'unsure', copies: 0, later: 0 },
  ],
  [
    { step: 2, when: 'before' },
    { state: 'unsure', copies: 1, later: 1 },
  ],
  [
    { step: 2, when: 'uncommitted' },
    { state: 'unsure', copies: 1, later: 1 },
  ],
  [
    { step: 2, when: 'after' },
    { state: 'sent', copies: 1, later: 1 },
  ],
])('killed at %j: the state is right, and it is never sent twice by itself', async (death, then) => {
  const delivery = await queued()
  const worker = `dies-${death.step}-${death.when}`
  await expect(deliverMessage.run(stepsThatDie(death, worker), delivery)).rejects.toBe(killed)
  await stage.open(theDesk, (work) => markUnsure(work, [worker]))
  expect(await rowOf(delivery.message)).toMatchObject({ state: then.state })
  expect(await copiesOf(delivery.message)).toBe(then.copies)
  // The job runs again, as it does after every death.
  await deliverMessage.run(alive, delivery)
  await stage.runJobs()
  expect(await copiesOf(delivery.message)).toBe(then.later)
})

test('what became unsure leaves again only when a person says so, under the same Message-ID', async () => {
  const delivery = await queued()
  await expect(deliverMessage.run(stepsThatDie({ step: 2, when: 'before' }, 'dead'), delivery)).rejects.toBe(killed)
  await stage.open(theDesk, (work) => markUnsure(work, ['dead']))
  await stage.runJobs()
  expect(await copiesOf(delivery.message)).toBe(1)
  await ben.post(`/api/v1/complaints/${delivery.complaint}/messages/${delivery.message}/sending`)
  await stage.runJobs()
  expect(await copiesOf(delivery.message)).toBe(2)
  expect(await rowOf(delivery.message)).toMatchObject({ state: 'sent' })
})

test('what a living worker could not write down becomes unsure when its job runs again', async () => {
  const delivery = await queued()
  await expect(deliverMessage.run(stepsThatDie({ step: 2, when: 'uncommitted' }, 'alive'), delivery)).rejects.toBe(killed)
  await deliverMessage.run(alive, delivery)
  expect(await rowOf(delivery.message)).toMatchObject({ state: 'unsure', state_reason: 'not_noted' })
  expect(await copiesOf(delivery.message)).toBe(1)
})
