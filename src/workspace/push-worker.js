// The app's service worker: it shows what the desk pushes, and leads to it. It keeps nothing and answers no request of the page.

self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

self.addEventListener('push', (event) => {
  const { title, body, address, tag } = event.data.json()
  event.waitUntil(self.registration.showNotification(title, { body, tag, renotify: true, data: { address } }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  // Only places of the app: what was pushed leads nowhere else.
  const { address } = event.notification.data
  const target = typeof address === 'string' && address.startsWith('/app/') ? address : '/app/notices'
  event.waitUntil(goTo(target))
})

async function goTo(target) {
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const open = windows.find(({ url }) => new URL(url).pathname === target)
  if (open) return open.focus()
  return self.clients.openWindow(target)
}
