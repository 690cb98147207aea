import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import type { FastifyInstance } from 'fastify'
import { jsonSchemaTransform } from 'fastify-type-provider-zod'

const info = {
  title: 'Redress',
  version: '1',
  description: 'Everything the screens do. Errors are application/problem+json; lists go on with a cursor; edits send If-Match.',
}

/** OpenAPI 3.1 at `/api/v1/openapi.json`, made from the contracts; readable at `/api/docs`. Before the routes are registered. */
export async function publishApi(app: FastifyInstance) {
  const components = { securitySchemes: { token: { type: 'http' as const, scheme: 'bearer' } } }
  await app.register(swagger, {
    openapi: { openapi: '3.1.0', info, components, security: [{ token: [] }] },
    transform: jsonSchemaTransform,
  })
  await app.register(swaggerUi, { routePrefix: '/api/docs' })
  app.get('/api/v1/openapi.json', { config: { requires: 'anyone' }, schema: { hide: true } }, () => app.swagger())
}
