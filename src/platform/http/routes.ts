import type { FastifyInstance } from 'fastify'
import type { Live } from '../live.ts'
import type { Counter } from './counter.ts'
import { type Serve, server } from './serve.ts'
import { eventServer, type ServeEvents } from './serve-events.ts'
import { outsideServer, type ServeOutside } from './serve-outside.ts'
import { pageServer, type ServePage } from './serve-page.ts'
import { rawServer, type ServeRaw } from './serve-raw.ts'
import { type ServeStream, streamServer } from './serve-stream.ts'
import { type ServeUpload, uploadServer } from './serve-upload.ts'

/** What a module's routes.ts is given. */
export interface Routes {
  serve: Serve
  serveOutside: ServeOutside
  servePage: ServePage
  serveRaw: ServeRaw
  serveStream: ServeStream
  serveUpload: ServeUpload
  serveEvents: ServeEvents
}

export function routesOn(app: FastifyInstance, counter: Counter, live: Live): Routes {
  return {
    serve: server(app, counter),
    serveOutside: outsideServer(app, counter),
    servePage: pageServer(app, counter),
    serveRaw: rawServer(app, counter),
    serveStream: streamServer(app, counter),
    serveUpload: uploadServer(app, counter),
    serveEvents: eventServer(app, counter, live),
  }
}
