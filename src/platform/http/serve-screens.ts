import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'

/** The agents' app, built into a folder: its files are hashed, pressed when they were built, and kept for a year; every other path below /app is the app itself, which knows its own places. */
export async function serveScreens(app: FastifyInstance, folder: string) {
  const assets = join(folder, 'assets')
  // Not built yet is an empty folder: the routes, and who may use them, are the same.
  await mkdir(assets, { recursive: true })
  await app.register(fastifyStatic, { root: assets, prefix: '/app/assets/', immutable: true, maxAge: '365d', preCompressed: true })
  const page = { config: { requires: 'anyone' }, schema: { hide: true } }
  const own = { cacheControl: false }
  for (const url of ['/app', '/app/*'])
    app.get(url, page, (_request, reply) => reply.header('cache-control', 'no-cache').sendFile('index.html', folder, own))
  // Beside the app, not in its assets: a worker governs what lies below its own address.
  const worker = join(import.meta.dirname, '../../workspace')
  app.get('/app/push-worker.js', page, (_request, reply) =>
    reply.header('cache-control', 'no-cache').type('text/javascript; charset=utf-8').sendFile('push-worker.js', worker, own),
  )
  app.get('/', page, (_request, reply) => reply.redirect('/app/', 302))
}
