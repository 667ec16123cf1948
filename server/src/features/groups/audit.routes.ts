import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { AuditList, AuditQuery } from '@sluice/shared/groups-audit'
import type { AppEnv } from '#http/app-env.ts'
import { errorResponses } from '#http/error-responses.ts'
import type { AuditLog } from '#store/audit-log.ts'

export interface AuditRoutesDeps {
  audit: AuditLog
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    get(name: string): { name: string }
  }
}

const auditRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/audit',
  tags: ['groups'],
  operationId: 'readAudit',
  summary: 'What was done to the cluster through Sluice: who, what, why and how it ended',
  request: { params: z.object({ c: ClusterName }), query: AuditQuery },
  responses: {
    200: { description: 'One page, newest first', content: { 'application/json': { schema: AuditList } } },
    ...errorResponses('CLUSTER_NOT_FOUND', 'STORE_UNAVAILABLE'),
  },
})

export function registerAuditRoutes(app: OpenAPIHono<AppEnv>, { audit, clusters }: AuditRoutesDeps): void {
  app.openapi(auditRoute, (c) => {
    const { name } = clusters.get(c.req.valid('param').c)
    const { target = null, before = null, limit } = c.req.valid('query')
    const { rows, next } = audit.page(name, { target, before, limit })
    return c.json({ entries: rows.map(({ cluster: _, ...entry }) => entry), next }, 200)
  })
}
