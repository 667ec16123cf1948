import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { AuditList, AuditQuery } from '@sluice/shared/groups-audit'
import type { AppEnv } from '#http/app-env.ts'
import { errorResponses } from '#http/error-responses.ts'

export interface AuditRoutesDeps {
  /** Throws `CLUSTER_NOT_FOUND`, `STORE_UNAVAILABLE`. */
  readAudit(cluster: string, query: AuditQuery): AuditList
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

export function registerAuditRoutes(app: OpenAPIHono<AppEnv>, { readAudit }: AuditRoutesDeps): void {
  app.openapi(auditRoute, (c) => c.json(readAudit(c.req.valid('param').c, c.req.valid('query')), 200))
}
