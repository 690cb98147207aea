import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { sealedRows } from '#modules/audit/index.ts'
import { plantCategories } from '#modules/complaints/index.ts'
import { theDesk } from '#platform/actor.ts'
import { readConfiguration } from '#platform/configuration.ts'
import { verifyFacts } from '#platform/facts/verify-facts.ts'
import { openHouse } from '#src/house.ts'
import { testDatabase } from '#test/database.ts'
import { loadStory } from './story/story.ts'
import { accountsToShow, tellersClock, tellStory } from './tell-story.ts'

test('the story becomes a desk: every complaint in its state, nothing waits to be sent, every chain holds, everybody can sign in', async () => {
  const { url, kysely: db } = await testDatabase()
  const dataFolder = await mkdtemp(join(tmpdir(), 'redress-story-'))
  const configuration = readConfiguration({ REDRESS_DATA: dataFolder, REDRESS_URL: 'http://desk.example' })
  const clock = tellersClock()
  const house = await openHouse({ configuration, databaseUrl: url, log: pino({ level: 'silent' }), now: clock.now })
  afterAll(async () => {
    await house.close()
    await rm(dataFolder, { recursive: true, force: true })
  })
  const began = Temporal.Now.instant()
  await house.open(theDesk, plantCategories)

  await tellStory({ house, clock, password: 'a long enough password', signal: new AbortController().signal })

  const story = loadStory()
  const told = await db.selectFrom('complaints_complaints').select(['subject', 'state', 'language']).execute()
  const tell = ({ subject, state, language }: { subject: string; state: string; language: string }) => `${language} ${state} ${subject}`
  expect(told.map(tell).toSorted()).toEqual(story.complaints.map(tell).toSorted())
  const states = await db.selectFrom('conversations_messages').select('state').distinct().where('direction', '=', 'out').execute()
  expect(states).toEqual([{ state: 'sent' }])
  const waiting = await house.database.pool.query('select task_identifier from graphile_worker.jobs where run_at <= now()')
  expect(waiting.rows).toEqual([])
  const aside = await db.selectFrom('channels_mails').select(['state', 'put_aside', 'arrived_at']).orderBy('arrived_at').execute()
  expect(aside.map(({ state, put_aside }) => `${state} ${put_aside}`)).toEqual(
    ['list', 'auto_reply', 'unknown_sender', 'bounce'].map((why) => `put_aside ${why}`),
  )
  expect(aside.every(({ arrived_at }) => Temporal.Instant.compare(arrived_at, began) < 0)).toBe(true)
  const late = await db.selectFrom('facts_facts').select('fact').where('at', '>', began).execute()
  expect(late).toEqual([])
  expect((await verifyFacts(url, sealedRows)).broken).toEqual([])

  for (const { email } of accountsToShow()) {
    const body = { email, password: 'a long enough password' }
    const answer = await house.app.inject({
      method: 'POST',
      url: '/api/auth/sign-in/email',
      headers: { origin: configuration.origin },
      payload: body,
    })
    expect(answer.statusCode).toBe(200)
  }
}, 900_000)
