import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { CelCheck, CelCheckRequest, TopicFields } from '@sluice/shared/messages-cel'
import { TopicName } from '@sluice/shared/units'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { checkFilter } from './filter/check-filter.ts'
import { sampleFields } from './filter/sample-fields.ts'

interface FilterRoutesDeps {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
  }
}

const checkRoute = createRoute({
  method: 'post',
  path: '/api/filters/check',
  tags: ['messages'],
  operationId: 'checkFilter',
  summary: 'Whether an expression can be a filter: its first mistake with its place, and what it looks at',
  request: {
    body: {
      required: true,
      content: {
        'application/json': {
          schema: CelCheckRequest,
          examples: {
            conditions: { value: { cel: "value.amount > 10000 && headers['source'] == 'rental'" } },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'An expression that is wrong is an answer, not a failure',
      content: { 'application/json': { schema: CelCheck } },
    },
    ...errorResponses('BAD_REQUEST', 'ORIGIN_FORBIDDEN', 'BODY_TOO_LARGE', 'CONTENT_TYPE_UNSUPPORTED'),
  },
})

const fieldsRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topics/{t}/fields',
  tags: ['messages'],
  operationId: 'sampleFields',
  summary: 'The paths that the newest messages of a topic have, to filter by',
  request: { params: z.object({ c: ClusterName, t: TopicName }) },
  responses: {
    200: {
      description: 'Paths with types, share and examples, of as many messages as came within a second',
      content: { 'application/json': { schema: TopicFields } },
    },
    ...errorResponses(...CLUSTER_FAILURES, 'TOPIC_NOT_FOUND'),
  },
})

export function registerFilterRoutes(app: OpenAPIHono<AppEnv>, { clusters }: FilterRoutesDeps): void {
  app.openapi(checkRoute, (c) => c.json(checkFilter(c.req.valid('json').cel), 200))
  app.openapi(fieldsRoute, async (c) => {
    const { c: cluster, t: topic } = c.req.valid('param')
    return c.json(await sampleFields(clusters.gateway(cluster), topic, c.req.raw.signal), 200)
  })
}
