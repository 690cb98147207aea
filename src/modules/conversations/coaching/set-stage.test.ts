import { expect, test } from 'vitest'
import { newId } from '#platform/id.ts'
import { ada } from '#test/cast.ts'
import { openGates } from '#test/open-gates.ts'
import { scene } from '#test/scene.ts'
import { findCoaching } from './find-coaching.ts'

// What comes after closing is looked at here, not what stands before it.
openGates(['complaint.close', 'complaint.deliver'])
const stage = await scene()
const [ben, cleo, eve] = await Promise.all([stage.as('ben'), stage.as('cleo'), stage.as('eve')])

async function complaint(text = 'Late again.'): Promise<string> {
  const { body } = await ben.post('/api/v1/complaints', { text, channel: 'phone', customer: ada })
  return body.id
}
const coaching = async (id: string) => (await ben.get(`/api/v1/complaints/${id}/coaching`)).body
const setTo = (id: string, to: string) => ben.put(`/api/v1/complaints/${id}/stage`, { stage: to })

test('an agent sets the stage; who, when and how long in each is kept, and the same again is no new row', async () => {
  const id = await complaint()
  expect((await coaching(id)).stages).toEqual([])
  await setTo(id, 'release')
  stage.clock.pass({ minutes: 4 })
  await setTo(id, 'release')
  await cleo.put(`/api/v1/complaints/${id}/stage`, { stage: 'reassure' })
  stage.clock.pass({ minutes: 2 })
  const { stages } = await coaching(id)
  expect(stages.map((one: { stage: string; by: { name: string } }) => [one.stage, one.by.name])).toEqual([
    ['reassure', 'Cleo Marín'],
    ['release', 'Ben Okoro'],
  ])
  expect(stages[0].seconds).toBeGreaterThanOrEqual(120)
  expect(stages[1].seconds).toBeGreaterThanOrEqual(240)
  expect((await stage.facts(`complaint/${id}`)).filter((fact) => fact === 'stage.set')).toHaveLength(2)
})

test('an auditor reads the coach and sets nothing; a customer’s link reads nothing of it; a stage that is none is refused', async () => {
  const id = await complaint()
  expect((await eve.get(`/api/v1/complaints/${id}/coaching`)).body.may).toEqual({ mark: false })
  expect((await eve.put(`/api/v1/complaints/${id}/stage`, { stage: 'release' })).status).toBe(403)
  expect((await setTo(id, 'furious')).status).toBe(400)
  const link = { kind: 'link', id: newId(), use: 'follow', complaint: id, customer: stage.ada } as const
  await expect(stage.open(link, (work) => findCoaching(work, id))).rejects.toThrow('complaints.not_found')
})

test('the orientation is unknown until an agent says it with a reason, and expires when the complaint is closed', async () => {
  const id = await complaint()
  expect((await coaching(id)).orientation).toMatchObject({ value: 'unknown', by: null })
  const path = `/api/v1/complaints/${id}/orientation`
  expect((await ben.put(path, { orientation: 'result', reason: ' ' })).status).toBe(400)
  await ben.put(path, { orientation: 'result', reason: 'Asks only for the date.' })
  expect((await coaching(id)).orientation).toMatchObject({ value: 'result', reason: 'Asks only for the date.', by: { name: 'Ben Okoro' } })

  stage.clock.pass({ minutes: 1 })
  const { body } = await ben.get(`/api/v1/complaints/${id}`)
  const issues = body.issues_list.map((issue: { id: string }) => ({ id: issue.id, outcome: 'upheld', sentence: 'Delivered.' }))
  expect((await ben.post(`/api/v1/complaints/${id}/closure`, { issues })).body.state).toBe('closed')
  expect((await coaching(id)).orientation.value).toBe('unknown')
})

test('the coach opens by itself for strong feelings or conduct, and not for a plain message', async () => {
  const [calm, furious] = [
    await complaint('The parcel has not come. Please look.'),
    await complaint('You are all idiots and liars! I am FURIOUS!!!'),
  ]
  await stage.runJobs()
  expect((await coaching(calm)).opens).toBe(false)
  const hot = await coaching(furious)
  expect(hot.opens).toBe(true)
  expect(hot.reading.conduct).toBe('abusive_language')
})

test('the risk names what is not known yet, counts contacts and a reopening, and is kept nowhere', async () => {
  const id = await complaint('The parcel is late.')
  await stage.runJobs()
  for (const text of ['Still nothing.', 'Where is it?'])
    await ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'in', text })
  const { risk } = await coaching(id)
  const part = (name: string) => risk.parts.find((one: { part: string }) => one.part === name)
  expect(part('contacts')).toEqual({ part: 'contacts', points: 20, most: 30, known: true })
  expect(part('broken_promise')).toEqual({ part: 'broken_promise', points: 0, most: 30, known: false })
  expect(part('deadline').known).toBe(false)
  expect(part('reopened')).toMatchObject({ points: 0, known: true })

  const { body } = await ben.get(`/api/v1/complaints/${id}`)
  const issues = body.issues_list.map((issue: { id: string }) => ({ id: issue.id, outcome: 'upheld', sentence: 'Delivered.' }))
  await ben.post(`/api/v1/complaints/${id}/closure`, { issues })
  await ben.post(`/api/v1/complaints/${id}/reopening`, { reason: 'It never came.' })
  const after = (await coaching(id)).risk
  expect(after.parts.find((one: { part: string }) => one.part === 'reopened').points).toBe(15)
  expect(after.score).toBe(
    Math.min(
      100,
      after.parts.reduce((sum: number, one: { points: number }) => sum + one.points, 0),
    ),
  )
})

test('the seconds on hold are kept with the contact and summed; a day and more is refused', async () => {
  const id = await complaint()
  const log = (hold_seconds: number) =>
    ben.post(`/api/v1/complaints/${id}/contacts`, { channel: 'phone', direction: 'in', text: 'Told me again.', hold_seconds })
  expect((await log(95)).body.hold_seconds).toBe(95)
  await log(25)
  expect((await coaching(id)).hold_seconds).toBe(120)
  expect((await log(90_000)).status).toBe(400)
})

test('a playbook that was gone through is kept with who and in which stage, stands in the timeline, and shows the procedure that the customer was heard', async () => {
  const id = await complaint()
  const path = `/api/v1/complaints/${id}/playbooks`
  expect((await ben.post(path, { playbook: 'phone' })).body.playbooks).toMatchObject([{ playbook: 'phone', stage: null }])
  await setTo(id, 'reassure')
  stage.clock.pass({ minutes: 1 })
  const { status, body } = await cleo.post(path, { playbook: 'counter' })
  expect(status).toBe(201)
  expect(body.playbooks).toMatchObject([
    { playbook: 'counter', stage: 'reassure', by: { name: 'Cleo Marín' } },
    { playbook: 'phone', stage: null, by: { name: 'Ben Okoro' } },
  ])
  const { data } = (await ben.get(`/api/v1/complaints/${id}/timeline`)).body
  const told = data.filter((item: { kind: string; event?: { fact: string } }) => item.event?.fact === 'playbook.completed')
  expect(told).toMatchObject([{ event: { data: { playbook: 'counter', stage: 'reassure' } } }, { event: { data: { playbook: 'phone' } } }])
  expect((await eve.post(path, { playbook: 'phone' })).status).toBe(403)
  expect((await ben.post(path, { playbook: 'pigeon' })).status).toBe(400)
  const steps = (await ben.get(`/api/v1/complaints/${id}/procedure`)).body.steps
  expect(steps[1].evidence.map(({ label }: { label: string }) => label)).toContain('a playbook was gone through to its end')
})
