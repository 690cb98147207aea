import type { Page, Worker } from 'playwright-core'
import { expect, test } from 'vitest'
import { plantPushKeys } from '#modules/notices/index.ts'
import { theDesk } from '#platform/actor.ts'
import { browser, isGood, shown } from '#test/browser.ts'
import { ada, colleagues } from '#test/cast.ts'
import { pushService } from '#test/push-service.ts'
import { enter, sceneOnScreen } from '#test/scene-on-screen.ts'

const service = await pushService()
const stage = await sceneOnScreen({ PUSH_HOSTS: service.host })
await stage.open(theDesk, plantPushKeys)
const browsing = await browser()

/** In the page: the browser's own push service is outside, and stands on this machine here. */
function askThere(subscription: { endpoint: string }) {
  let made: object | null = null
  const own = { ...subscription, toJSON: () => subscription, unsubscribe: () => Promise.resolve(true) }
  PushManager.prototype.subscribe = () => Promise.resolve((made = own) as unknown as PushSubscription)
  PushManager.prototype.getSubscription = () => Promise.resolve(made as PushSubscription | null)
}

/** Hands the worker what its push service took for it, as the browser does. */
async function deliver(page: Page, data: string) {
  const session = await page.context().newCDPSession(page)
  const { promise: registered, resolve } = Promise.withResolvers<string>()
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const found = registrations.find(({ scopeURL }) => scopeURL.endsWith('/app/'))
    if (found) resolve(found.registrationId)
  })
  await session.send('ServiceWorker.enable')
  await session.send('ServiceWorker.deliverPushMessage', { origin: stage.origin, registrationId: await registered, data })
}

const notifications = (page: Page) =>
  page.evaluate(async () => {
    const worker = await navigator.serviceWorker.getRegistration('/app/')
    return ((await worker?.getNotifications()) ?? []).map(({ title, body }) => ({ title, body }))
  })

/** In the worker: the person clicks on what is shown. A browser opens windows for real clicks only, so it is noted where to. */
async function click() {
  const worker = globalThis as unknown as {
    registration: ServiceWorkerRegistration
    clients: { openWindow: (address: string) => Promise<null> }
    dispatchEvent: (event: Event) => boolean
  }
  const asked: string[] = []
  worker.clients.openWindow = (address) => {
    asked.push(address)
    return Promise.resolve(null)
  }
  const [notification] = await worker.registration.getNotifications()
  const waiting: Promise<unknown>[] = []
  const event = Object.assign(new Event('notificationclick'), { notification, waitUntil: (work: Promise<unknown>) => waiting.push(work) })
  worker.dispatchEvent(event)
  await Promise.all(waiting)
  return { asked, left: (await worker.registration.getNotifications()).length }
}

/** The small browser that comes by npm has nowhere to show them. */
async function showsNotifications(): Promise<boolean> {
  const { page } = await browsing.visitor()
  await page.context().grantPermissions(['notifications'], { origin: stage.origin })
  await page.goto(`${stage.origin}/app/sign-in`)
  const answer = await page.evaluate(() => Notification.permission)
  await page.context().close()
  return answer === 'granted'
}

test('a browser that asked to be told shows a mention while the desk is elsewhere, and a click leads to its complaint', async ({
  skip,
}) => {
  skip(!(await showsNotifications()), 'This browser shows no notifications: Debian’s chromium does, and CHROME_PATH may name another.')
  const { page, faults } = await browsing.visitor()
  const cleo = await stage.as('cleo')
  const { body: complaint } = await cleo.post('/api/v1/complaints', { text: 'The cabin was cold.', channel: 'phone', customer: ada })
  await cleo.post(`/api/v1/complaints/${complaint.id}/assignment`, { team: stage.teams.north })
  await shown(page, async () => {
    await page.context().grantPermissions(['notifications'], { origin: stage.origin })
    await page.addInitScript(askThere, service.subscription)
    await enter(page, stage.origin, colleagues.ben)
    await page.goto(`${stage.origin}/app/settings/notices`)
    const working = page.context().waitForEvent('serviceworker')
    await page.getByRole('button', { name: 'Tell me here, also when the desk is closed' }).click()
    const worker: Worker = await working
    await page.getByRole('button', { name: 'This browser is told. Stop' }).waitFor()
    await isGood(page)

    await cleo.post(`/api/v1/complaints/${complaint.id}/notes`, { text: 'A secret of Ada', mentions: [stage.agents.ben] })
    await stage.runJobs()
    await stage.runJobs()
    expect(service.taken).toHaveLength(1)
    expect(service.taken[0]).not.toMatch(/secret|Ada/)
    await deliver(page, service.taken[0] ?? '')
    await expect
      .poll(() => notifications(page), { timeout: 60_000 })
      .toEqual([{ title: complaint.number, body: 'you were mentioned in a note' }])
    const { asked, left } = await worker.evaluate(click)
    expect({ asked, left }).toEqual({ asked: [`/app/complaints/${complaint.id}`], left: 0 })
    await page.goto(`${stage.origin}${asked[0]}`)
    await page.getByText('A secret of Ada').waitFor()
  })
  expect(faults).toEqual([])
}, 300_000)
