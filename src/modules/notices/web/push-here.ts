import { call } from '#workspace/kit/desk.ts'
import { addBrowser, endBrowser, readPushKey } from '../contract.ts'

export const canPush = () => 'serviceWorker' in navigator && 'PushManager' in window && window.isSecureContext

/** Whether this browser is told now. */
export async function isPushed(): Promise<boolean> {
  const worker = canPush() ? await navigator.serviceWorker.getRegistration('/app/') : undefined
  return Boolean(await worker?.pushManager.getSubscription())
}

export class PushDenied extends Error {}

/** Asks the person, then the browser's push service, and tells the desk. Throws PushDenied where the browser does not ask any more. */
export async function startPush(): Promise<void> {
  if ((await Notification.requestPermission()) !== 'granted') throw new PushDenied()
  const { key } = await call(readPushKey, {})
  await navigator.serviceWorker.register('/app/push-worker.js', { scope: '/app/' })
  const worker = await navigator.serviceWorker.ready
  // One that was made for other keys cannot be told by these.
  await (await worker.pushManager.getSubscription())?.unsubscribe()
  const subscription = await worker.pushManager.subscribe({ userVisibleOnly: true, applicationServerKey: key })
  const { endpoint = '', keys = {} } = subscription.toJSON()
  await call(addBrowser, {}, { body: { endpoint, keys: { p256dh: keys['p256dh'] ?? '', auth: keys['auth'] ?? '' } } })
}

/** This browser is told no more. */
export async function stopPush(): Promise<void> {
  const worker = await navigator.serviceWorker.getRegistration('/app/')
  const subscription = await worker?.pushManager.getSubscription()
  if (!subscription) return
  await subscription.unsubscribe()
  await call(endBrowser, {}, { body: { endpoint: subscription.endpoint } })
}
