import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { AppEnv } from './app-env.ts'
import type { KnownRoute } from './unmatched.ts'

const documentRoute = createRoute({
  method: 'get',
  path: '/api/openapi.json',
  tags: ['meta'],
  operationId: 'readDocument',
  summary: 'This document',
  responses: {
    200: {
      description: 'OpenAPI 3.1',
      content: { 'application/json': { schema: z.record(z.string(), z.unknown()) } },
    },
  },
})

/** Serves the document of all routes registered so far, and returns them. Call it after the last feature. */
export function registerOpenApi(app: OpenAPIHono<AppEnv>, version: string): KnownRoute[] {
  let document: Record<string, unknown> | null = null
  app.openapi(documentRoute, (c) => {
    document ??= describe(app, version)
    return c.json(document, 200)
  })
  return app.openAPIRegistry.definitions
    .filter((definition) => definition.type === 'route')
    .map(({ route }) => ({ method: route.method, path: route.path }))
}

function describe(app: OpenAPIHono<AppEnv>, version: string): Record<string, unknown> {
  return {
    ...app.getOpenAPI31Document({
      openapi: '3.1.0',
      info: {
        title: 'Sluice',
        version,
        description: 'Event streams on Kafka: clusters, topics and messages. Offsets are decimal strings.',
        license: { name: 'Apache-2.0', url: 'https://www.apache.org/licenses/LICENSE-2.0' },
      },
    }),
  }
}
