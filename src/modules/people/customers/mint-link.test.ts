import { expect, test } from 'vitest'
import { theDesk } from '#platform/actor.ts'
import { newId } from '#platform/id.ts'
import { scene } from '#test/scene.ts'
import { findLink, linkActor, mintLink, revokeLinks, useLink } from '../index.ts'

const { open, ada, db, clock } = await scene()
const mint = (complaint: string, days = 90) => open(theDesk, (work) => mintLink(work, { complaint, customer: ada, use: 'follow', days }))
const actorOf = (secret: string) => linkActor(db, secret, clock.now())

test('A link opens one complaint, for one person and one use; its secret is kept nowhere', async () => {
  const complaint = newId()
  const { url, secret, id } = await mint(complaint)
  expect(url).toBe(`http://desk.example/c/${secret}`)
  expect(await actorOf(secret)).toEqual({ kind: 'link', id, use: 'follow', complaint, customer: ada })
  expect(JSON.stringify(await db.selectFrom('people_link_keys').selectAll().execute())).not.toContain(secret)
})

test('A secret that was never minted opens nothing', async () => {
  expect(await actorOf('made-up')).toBeNull()
  expect(await open(theDesk, (work) => findLink(work, 'made-up'))).toBeNull()
})

test('A revoked link is nobody any more, but is known', async () => {
  const complaint = newId()
  const { secret } = await mint(complaint)
  await open(theDesk, (work) => revokeLinks(work, complaint))
  expect(await actorOf(secret)).toBeNull()
  expect(await open(theDesk, (work) => findLink(work, secret))).toMatchObject({ complaint, expired: true })
})

test('A link that works once is spent once, also by two at the same moment', async () => {
  const complaint = newId()
  const { id } = await mint(complaint)
  const spend = () => open(theDesk, (work) => useLink(work, { complaint, id }))
  expect((await Promise.all([spend(), spend()])).toSorted()).toEqual([false, true])
})

test('A link is over when its days are', async () => {
  const { secret } = await mint(newId(), 2)
  clock.pass({ days: 2 })
  expect(await actorOf(secret)).toBeNull()
  expect(await open(theDesk, (work) => findLink(work, secret))).toMatchObject({ expired: true, usedAt: null })
})
