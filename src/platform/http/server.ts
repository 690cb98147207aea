import cookie from '@fastify/cookie'
import formbody from '@fastify/formbody'
import helmet from '@fastify/helmet'
import multipart from '@fastify/multipart'
import fastify, { type FastifyInstance, LogController } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Logger } from 'pino'
import { guardTheDoor } from './caller.ts'
import type { Counter } from './counter.ts'
import { everyRouteNamesItsPermission } from './permissions.ts'
import { answerProblems } from './problems.ts'

/** The largest body of an ordinary request, in bytes. Mails and uploads say their own. */
const largestBody = 1024 * 1024
/** The largest file of a form or an upload, in bytes, and how many. */
export const uploadLimits = { fileSize: 25 * 1024 * 1024, files: 10, fieldSize: 200_000, fields: 60 }

/** An HTTP server with the house's manners: every route names its permission, every no is a sentence, nothing is served that was not asked for. */
export async function httpServer(counter: Counter, settings: { log: Logger; trustProxy: string | undefined }): Promise<FastifyInstance> {
  const app = fastify({
    loggerInstance: settings.log,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: largestBody,
    trustProxy: settings.trustProxy ?? false,
    genReqId: () => crypto.randomUUID(),
    routerOptions: { maxParamLength: 400, ignoreTrailingSlash: true },
  }) as unknown as FastifyInstance // pino's own logger type is narrower than Fastify's; nothing here uses the difference
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(serializerCompiler)
  app.decorateRequest('caller', undefined)
  everyRouteNamesItsPermission(app)
  answerProblems(app, counter)
  guardTheDoor(app, counter)
  await app.register(helmet, {
    contentSecurityPolicy: securityPolicy,
    crossOriginEmbedderPolicy: false,
    referrerPolicy: { policy: 'same-origin' },
  })
  await app.register(cookie)
  await app.register(formbody, { bodyLimit: largestBody })
  await app.register(multipart, { limits: uploadLimits })
  return app
}

const securityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'self'"],
    scriptSrc: ["'self'"],
    // Mantine and the composer set styles on elements.
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'data:', 'blob:'],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    formAction: ["'self'"],
    frameAncestors: ["'self'"],
  },
}
