import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { GroupHistory, GroupHistoryQuery } from '@sluice/shared/groups-history'
import { GroupPathId } from '@sluice/shared/groups-path'
import { StoreHealth } from '@sluice/shared/store'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'

export interface GroupHistoryRoutesDeps {
  /** Throws `CLUSTER_NOT_FOUND` and `STORE_UNAVAILABLE`. */
  readHistory(place: { cluster: string; group: string }, query: GroupHistoryQuery): Promise<GroupHistory>
  storeHealth(): StoreHealth
}

const historyRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/groups/{g}/history',
  tags: ['groups'],
  operationId: 'groupHistory',
  summary: 'Lag of a group over time, in messages and in time, with what happened to it',
  description:
    'At the finest resolution that is kept for all of the range: samples for two hours, by the minute for two days, by ten minutes for sixty. A group that nothing is known of has no rows.',
  request: { params: z.object({ c: ClusterName, g: GroupPathId }), query: GroupHistoryQuery },
  responses: {
    200: { description: 'Columns by time', content: { 'application/json': { schema: GroupHistory } } },
    ...errorResponses(...CLUSTER_FAILURES, 'STORE_UNAVAILABLE'),
  },
})

const storeRoute = createRoute({
  method: 'get',
  path: '/api/store',
  tags: ['health'],
  operationId: 'storeHealth',
  summary: 'How it stands with what Sluice keeps on disk: history, rules, audit',
  responses: {
    200: { description: 'The store', content: { 'application/json': { schema: StoreHealth } } },
    ...errorResponses(),
  },
})

export function registerGroupHistoryRoutes(app: OpenAPIHono<AppEnv>, deps: GroupHistoryRoutesDeps): void {
  app.openapi(historyRoute, async (c) => {
    const { c: cluster, g: group } = c.req.valid('param')
    return c.json(await deps.readHistory({ cluster, group }, c.req.valid('query')), 200)
  })
  app.openapi(storeRoute, (c) => c.json(deps.storeHealth(), 200))
}
