import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { EdgeEvidence, TopologyGraph, TopologyQuery, TopologyTimes } from '@sluice/shared/topology'
import { TopologyDiff, TopologyDiffQuery } from '@sluice/shared/topology-diff'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { Topologies } from './topologies.ts'

export interface TopologyRoutesDeps {
  topologies: Topologies
}

const FAILURES = [...CLUSTER_FAILURES, 'STORE_UNAVAILABLE'] as const
const EdgeName = z
  .string()
  .regex(/^[\w-]{1,200}$/, 'must be the id of an edge')
  .meta({ description: 'Id of an edge', example: 'q2sJx0b7Yw6mVd4nTzKc1A' })

const graphRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topology',
  tags: ['topology'],
  operationId: 'topology',
  summary:
    'Who writes and who reads what: services, groups, writers without a name, topics, and how each edge is known',
  description:
    'Made from evidence of the window before the time asked for. Nothing is guessed: a writer of whom nobody knows the name has none.',
  request: { params: z.object({ c: ClusterName }), query: TopologyQuery },
  responses: {
    200: { description: 'The graph', content: { 'application/json': { schema: TopologyGraph } } },
    ...errorResponses(...FAILURES),
  },
})

const evidenceRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topology/edges/{id}/evidence',
  tags: ['topology'],
  operationId: 'edgeEvidence',
  summary: 'All that speaks for an edge, what each class of proof adds, and what would make it surer',
  description: 'With the query of the graph that the edge is of.',
  request: { params: z.object({ c: ClusterName, id: EdgeName }), query: TopologyQuery },
  responses: {
    200: { description: 'The evidence', content: { 'application/json': { schema: EdgeEvidence } } },
    ...errorResponses(...FAILURES, 'NOT_FOUND'),
  },
})

const diffRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topology/diff',
  tags: ['topology'],
  operationId: 'topologyDiff',
  summary: 'What differs between the graphs of two times: what appeared, what vanished, what changed',
  request: { params: z.object({ c: ClusterName }), query: TopologyDiffQuery },
  responses: {
    200: { description: 'The differences', content: { 'application/json': { schema: TopologyDiff } } },
    ...errorResponses(...FAILURES),
  },
})

const timesRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topology/times',
  tags: ['topology'],
  operationId: 'topologyTimes',
  summary: 'The times of which there is evidence, oldest first; what is older than a day stands by the hour',
  request: { params: z.object({ c: ClusterName }) },
  responses: {
    200: { description: 'The times', content: { 'application/json': { schema: TopologyTimes } } },
    ...errorResponses(...FAILURES),
  },
})

export function registerTopologyRoutes(app: OpenAPIHono<AppEnv>, { topologies }: TopologyRoutesDeps): void {
  app.openapi(graphRoute, (c) =>
    c.json(topologies.of(c.req.valid('param').c).graph(c.req.valid('query')), 200),
  )
  app.openapi(evidenceRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    return c.json(topologies.of(cluster).evidence(id, c.req.valid('query')), 200)
  })
  app.openapi(diffRoute, (c) => c.json(topologies.of(c.req.valid('param').c).diff(c.req.valid('query')), 200))
  app.openapi(timesRoute, (c) => c.json(topologies.of(c.req.valid('param').c).times(), 200))
}
