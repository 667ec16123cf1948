import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { GroupDetail, GroupList, GroupListQuery, TopicGroups } from '@sluice/shared/groups'
import { GroupPathId } from '@sluice/shared/groups-path'
import { TopicName } from '@sluice/shared/units'
import type { AppEnv } from '#http/app-env.ts'
import { AppError } from '#http/app-error.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { LagBoard } from './lag-board.ts'

export interface GroupRoutesDeps {
  boards: {
    /** Throws `CLUSTER_NOT_FOUND`, and `NOT_SUPPORTED` where lag is not collected. */
    board(cluster: string): LagBoard
  }
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/groups',
  tags: ['groups'],
  operationId: 'listGroups',
  summary:
    'Consumer groups with their lag, state and its cause; searched, filtered, sorted and paged on the server',
  description:
    'Answers from what the collector read last; `collector` says when that was, and what could not be read.',
  request: { params: z.object({ c: ClusterName }), query: GroupListQuery },
  responses: {
    200: { description: 'One page of groups', content: { 'application/json': { schema: GroupList } } },
    ...errorResponses(...CLUSTER_FAILURES),
  },
})

const detailRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/groups/{g}',
  tags: ['groups'],
  operationId: 'describeGroup',
  summary: 'A group with its members, and where it stands in each partition',
  request: { params: z.object({ c: ClusterName, g: GroupPathId }) },
  responses: {
    200: { description: 'The group', content: { 'application/json': { schema: GroupDetail } } },
    ...errorResponses(...CLUSTER_FAILURES, 'GROUP_NOT_FOUND'),
  },
})

const topicRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topics/{t}/groups',
  tags: ['groups'],
  operationId: 'topicGroups',
  summary: 'Every group that reads a topic, and where each stands in its partitions',
  description: 'A topic that no group reads, or that does not exist, has none.',
  request: { params: z.object({ c: ClusterName, t: TopicName }) },
  responses: {
    200: { description: 'The groups, worst first', content: { 'application/json': { schema: TopicGroups } } },
    ...errorResponses(...CLUSTER_FAILURES),
  },
})

export function registerGroupRoutes(app: OpenAPIHono<AppEnv>, { boards }: GroupRoutesDeps): void {
  app.openapi(listRoute, (c) => {
    const board = boards.board(c.req.valid('param').c)
    return c.json(board.list(c.req.valid('query')), 200)
  })
  app.openapi(detailRoute, async (c) => {
    const { c: cluster, g: group } = c.req.valid('param')
    const detail = await boards.board(cluster).detail(group, c.req.raw.signal)
    if (detail === null)
      throw new AppError(
        'GROUP_NOT_FOUND',
        `There is no group "${group}" on this cluster, or it is hidden from this user. Check its id.`,
      )
    return c.json(detail, 200)
  })
  app.openapi(topicRoute, (c) => {
    const { c: cluster, t: topic } = c.req.valid('param')
    const board = boards.board(cluster)
    const none = { topic, partitions: [], groups: [], collector: board.health() }
    return c.json(board.topicGroups(topic) ?? none, 200)
  })
}
