import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { scene } from '#test/scene.ts'
import { sweepAnswers } from './sweep-answers.ts'

const { open, db, clock } = await scene()
const sweep = () => sweepAnswers.run({ step: (run) => open(theDesk, run), signal: new AbortController().signal, worker: 'test' }, {})

test('answers are kept for a day and visits for an hour, and sweeping twice is harmless', async () => {
  const hoursAgo = (hours: number) => clock.now().subtract({ minutes: Math.round(hours * 60) })
  const row = { actor: 'token/1', route: 'POST /complaints', asked_sha256: '' }
  await db
    .insertInto('http_answers')
    .values([
      { ...row, key: 'yesterday', at: hoursAgo(24.5) },
      { ...row, key: 'today', at: hoursAgo(23.5) },
    ])
    .execute()
  await db
    .insertInto('http_visits')
    .values([
      { visitor: 'ip/gone', window: hoursAgo(1.5), visits: 3 },
      { visitor: 'ip/here', window: hoursAgo(0.5), visits: 3 },
    ])
    .execute()

  await sweep()
  await sweep()

  expect((await db.selectFrom('http_answers').select('key').execute()).map(({ key }) => key)).toEqual(['today'])
  const visitors = await db.selectFrom('http_visits').select('visitor').where('visitor', 'in', ['ip/gone', 'ip/here']).execute()
  expect(visitors.map(({ visitor }) => visitor)).toEqual(['ip/here'])
})
