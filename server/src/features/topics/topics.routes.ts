import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { TopicDetail, TopicList, TopicListQuery } from '@sluice/shared/topics'
import { TopicTransactions } from '@sluice/shared/topics-transactions'
import { TopicName } from '@sluice/shared/units'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { describeTopic } from './describe-topic.ts'
import { listTopics } from './list-topics.ts'
import { createTopicReaders } from './topic-readers.ts'
import { readTransactions } from './transactions/read-transactions.ts'

export interface TopicRoutesDeps {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
  }
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topics',
  tags: ['topics'],
  operationId: 'listTopics',
  summary: 'Topics with their sums; searched, sorted and paged on the server',
  request: { params: z.object({ c: ClusterName }), query: TopicListQuery },
  responses: {
    200: { description: 'One page of topics', content: { 'application/json': { schema: TopicList } } },
    ...errorResponses(...CLUSTER_FAILURES),
  },
})

const describeRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topics/{t}',
  tags: ['topics'],
  operationId: 'describeTopic',
  summary:
    'Partitions with leader, ISR, offsets and size; configuration with source, default and documentation',
  request: { params: z.object({ c: ClusterName, t: TopicName }) },
  responses: {
    200: { description: 'The topic', content: { 'application/json': { schema: TopicDetail } } },
    ...errorResponses(...CLUSTER_FAILURES, 'TOPIC_NOT_FOUND'),
  },
})

const transactionsRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topics/{t}/transactions',
  tags: ['topics'],
  operationId: 'openTransactions',
  summary:
    'Open transactions of a topic: what they hold back, their producers and transactional ids, when they end by themselves, and those that hang',
  request: { params: z.object({ c: ClusterName, t: TopicName }) },
  responses: {
    200: {
      description: 'What is open now',
      content: { 'application/json': { schema: TopicTransactions } },
    },
    ...errorResponses(...CLUSTER_FAILURES, 'TOPIC_NOT_FOUND'),
  },
})

export function registerTopicRoutes(app: OpenAPIHono<AppEnv>, { clusters }: TopicRoutesDeps): void {
  const readers = createTopicReaders()
  app.openapi(listRoute, async (c) => {
    const { catalog, policies } = readers(clusters.gateway(c.req.valid('param').c))
    return c.json(await listTopics({ catalog, policies }, c.req.valid('query'), c.req.raw.signal), 200)
  })
  app.openapi(describeRoute, async (c) => {
    const { c: cluster, t: topic } = c.req.valid('param')
    const gateway = clusters.gateway(cluster)
    const { catalog } = readers(gateway)
    return c.json(await describeTopic({ gateway, catalog }, topic, c.req.raw.signal), 200)
  })
  app.openapi(transactionsRoute, async (c) => {
    const { c: cluster, t: topic } = c.req.valid('param')
    const gateway = clusters.gateway(cluster)
    return c.json(await readTransactions({ gateway }, topic, c.req.raw.signal), 200)
  })
}
