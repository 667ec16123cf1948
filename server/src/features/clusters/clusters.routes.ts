import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterDetail, ClusterList, ClusterName } from '@sluice/shared/clusters'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { ClusterRegistry } from './cluster-registry.ts'
import { describeCluster } from './describe-cluster.ts'
import { listClusters } from './list-clusters.ts'

export interface ClusterRoutesDeps {
  clusters: ClusterRegistry
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/clusters',
  tags: ['clusters'],
  operationId: 'listClusters',
  summary: 'The configured clusters and how the connection to each stands',
  responses: {
    200: { description: 'All clusters', content: { 'application/json': { schema: ClusterList } } },
    ...errorResponses(),
  },
})

const describeRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}',
  tags: ['clusters'],
  operationId: 'describeCluster',
  summary: 'Brokers, controller, quorum, versions, and what this cluster can and cannot do',
  request: { params: z.object({ c: ClusterName }) },
  responses: {
    200: { description: 'The cluster', content: { 'application/json': { schema: ClusterDetail } } },
    ...errorResponses(...CLUSTER_FAILURES),
  },
})

export function registerClusterRoutes(app: OpenAPIHono<AppEnv>, { clusters }: ClusterRoutesDeps): void {
  app.openapi(listRoute, (c) => c.json(listClusters(clusters), 200))
  app.openapi(describeRoute, async (c) => {
    const cluster = clusters.get(c.req.valid('param').c)
    return c.json(await describeCluster(cluster, { signal: c.req.raw.signal }), 200)
  })
}
