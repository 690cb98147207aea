import type { FastifyInstance } from 'fastify'

export interface KnownRoute {
  method: string
  url: string
  requires: string
}

// @fastify/static and swagger-ui register routes that cannot name a permission: they are named here, by prefix.
const libraryRoutes: { prefix: string; requires: string }[] = [
  { prefix: '/api/docs', requires: 'anyone' },
  { prefix: '/app/', requires: 'anyone' },
  { prefix: '/assets/', requires: 'anyone' },
]

const known = new WeakMap<FastifyInstance, KnownRoute[]>()

/** Refuses to start while any route has forgotten to say what it requires. */
export function everyRouteNamesItsPermission(app: FastifyInstance) {
  const routes: KnownRoute[] = []
  known.set(app, routes)
  app.addHook('onRoute', (route) => {
    const requires = route.config?.requires ?? libraryRoutes.find(({ prefix }) => `${route.url}/`.startsWith(prefix))?.requires
    if (!requires) throw new Error(`${[route.method].flat().join(' ')} ${route.url} does not say what it requires`)
    for (const method of [route.method].flat()) if (method !== 'HEAD') routes.push({ method, url: route.url, requires })
  })
}

/** Every route that this server has, for the permission table and the matrix test. */
export const routesOf = (app: FastifyInstance): readonly KnownRoute[] => known.get(app) ?? []
