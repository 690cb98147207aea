import { setImmediate as aMoment } from 'node:timers/promises'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { scene } from '#test/scene.ts'
import { theDesk } from '../actor.ts'
import type { Work } from '../work.ts'
import { inCompany } from './in-company.ts'

const { open, db } = await scene()
await sql`create table kept (word text)`.execute(db)

let works = 0
const company = (most: number) => {
  works = 0
  return inCompany((run) => {
    works += 1
    return open(theDesk, run)
  }, most)
}
const keep = (word: string) => async (work: Work) => {
  await sql`insert into kept values (${word})`.execute(work.db)
  return word.toUpperCase()
}
const kept = async () => (await sql<{ word: string }>`select word from kept order by word`.execute(db)).rows.map(({ word }) => word)
const letters = 'abcdefghijkl'.split('')

test('steps that wait at the same moment share a Work, and each gets its own answer', async () => {
  await sql`delete from kept`.execute(db)
  const step = company(5)
  expect(await Promise.all(letters.map((letter) => step(keep(letter))))).toEqual(letters.map((letter) => letter.toUpperCase()))
  expect(await kept()).toEqual(letters)
  expect(works).toBeLessThan(letters.length)
})

test('a step that fails takes nobody with it: the others are kept, once, and it alone hears of it', async () => {
  await sql`delete from kept`.execute(db)
  const step = company(20)
  const said = await Promise.allSettled(
    letters.map((letter) =>
      step(async (work) => {
        const answer = await keep(letter)(work)
        if (letter === 'd') throw new Error('spilt')
        return answer
      }),
    ),
  )
  expect(said.filter(({ status }) => status === 'rejected')).toEqual([{ status: 'rejected', reason: new Error('spilt') }])
  expect(await kept()).toEqual(letters.filter((letter) => letter !== 'd'))
})

test('a statement that the database refuses fails its own step only', async () => {
  await sql`delete from kept`.execute(db)
  const step = company(20)
  const wrong = (work: Work) => sql`select 1 / 0`.execute(work.db)
  const said = await Promise.allSettled([step(keep('a')), step(wrong), step(keep('b'))])
  expect(said.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
  expect(await kept()).toEqual(['a', 'b'])
})

test('nobody is answered before what they wrote is committed', async () => {
  await sql`delete from kept`.execute(db)
  const step = company(5)
  const seen = await Promise.all(letters.map(async (letter) => [await step(keep(letter)), (await kept()).includes(letter)]))
  expect(seen).toEqual(letters.map((letter) => [letter.toUpperCase(), true]))
})

test('who comes later is done later, also after a failure', async () => {
  await sql`delete from kept`.execute(db)
  const step = company(2)
  await expect(step(() => Promise.reject(new Error('first')))).rejects.toThrow('first')
  await aMoment()
  expect(await step(keep('z'))).toBe('Z')
  expect(await kept()).toEqual(['z'])
})
