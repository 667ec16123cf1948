import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { AppEnv } from './app-env.ts'

const Health = z.object({ status: z.literal('ok') })
const Readiness = z.object({ status: z.enum(['ready', 'shutting-down']) })

const healthRoute = createRoute({
  method: 'get',
  path: '/healthz',
  tags: ['health'],
  operationId: 'readHealth',
  summary: 'Whether the process is alive',
  responses: {
    200: { description: 'The event loop turns', content: { 'application/json': { schema: Health } } },
  },
})

const readinessRoute = createRoute({
  method: 'get',
  path: '/readyz',
  tags: ['health'],
  operationId: 'readReadiness',
  summary: 'Whether new requests are welcome; the state of a cluster is data, not readiness',
  responses: {
    200: { description: 'Ready', content: { 'application/json': { schema: Readiness } } },
    503: { description: 'Shutting down', content: { 'application/json': { schema: Readiness } } },
  },
})

export function registerHealthRoutes(app: OpenAPIHono<AppEnv>, shutdown: AbortSignal): void {
  app.openapi(healthRoute, (c) => c.json({ status: 'ok' as const }, 200))
  app.openapi(readinessRoute, (c) =>
    shutdown.aborted
      ? c.json({ status: 'shutting-down' as const }, 503)
      : c.json({ status: 'ready' as const }, 200),
  )
}
