import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { accountOf } from '#test/account.ts'
import { deliver, mail } from '#test/mails.ts'
import { scene } from '#test/scene.ts'
import { putForgottenAside } from './put-forgotten-aside.ts'

const stage = await scene()
const ben = await stage.as('ben')
const steps = {
  step: (run: Parameters<typeof stage.open>[1]) => stage.open(theDesk, run),
  signal: new AbortController().signal,
  worker: 'test',
}
const look = () => putForgottenAside.run(steps as Parameters<typeof putForgottenAside.run>[0], {})
const stateOf = async (id: string) =>
  (await stage.db.selectFrom('channels_mails').select('state').where('id', '=', id).executeTakeFirstOrThrow()).state
const job = (set: string, id: string) =>
  stage.house.database.pool.query(`update graphile_worker._private_jobs set ${set} where key = $1`, [`read-mail/${id}`])

test('a mail whose job has given up is put aside where a person sees it; one that will be read, or is being read, waits', async () => {
  const [waiting, running, given, without] = await Promise.all(
    [1, 2, 3, 4].map(async (at) => (await deliver(stage, mail({ text: `Letter ${at}.` }))).body.id as string),
  )
  await job('attempts = max_attempts, locked_at = now(), locked_by = $$w$$', running ?? '')
  await job('attempts = max_attempts', given ?? '')
  await stage.house.database.pool.query('delete from graphile_worker._private_jobs where key = $1', [`read-mail/${without}`])
  await look()
  expect(await Promise.all([waiting, running, given, without].map((id) => stateOf(id ?? '')))).toEqual([
    'stored',
    'stored',
    'put_aside',
    'put_aside',
  ])
  const { data } = (await ben.get('/api/v1/mails-aside')).body
  expect(new Map(data.map((one: { id: string; reason: string }) => [one.id, one.reason]))).toEqual(
    new Map([given, without].map((id) => [id, 'unreadable'])),
  )
  expect((await ben.post(`/api/v1/mails-aside/${given}/opening`)).status).toBe(200)

  await job('attempts = 0, locked_at = null, locked_by = null', running ?? '')
  await stage.runJobs()
  await look()
  expect(await accountOf(stage.db)).toMatchObject({ in: 4, stored: 0, opened: 3, put_aside: 1, astray: [] })
})
