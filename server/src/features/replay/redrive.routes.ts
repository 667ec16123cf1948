import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { DeadLetters, DeadLettersQuery } from '@sluice/shared/replay-dead-letters'
import type { MessageRoutesDeps } from '#features/messages/messages.routes.ts'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { StreamKind } from '#http/stream-gate.ts'
import { readDeadLetters } from './redrive/read-dead-letters.ts'

/** Each holds what it has read. */
const LOOKS: StreamKind = { name: 'looks at dead letters', max: 4 }

const route = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/replay/dead-letters',
  tags: ['replay'],
  operationId: 'readDeadLetters',
  summary: 'The records of a dead-letter topic, those that failed alike together',
  description:
    'Reads the headers of Spring, Kafka Connect, Kafka Streams and share groups, and plain ones such as `error`. At most 10 000 records; `whole` says whether there are more.',
  request: { params: z.object({ c: ClusterName }), query: DeadLettersQuery },
  responses: {
    200: { description: 'The groups', content: { 'application/json': { schema: DeadLetters } } },
    ...errorResponses(
      ...CLUSTER_FAILURES,
      'TOPIC_NOT_FOUND',
      'LEADER_UNAVAILABLE',
      'GROUP_NOT_FOUND',
      'BOOKMARK_NOT_FOUND',
      'TOO_MANY_STREAMS',
    ),
  },
})

export function registerRedriveRoute(app: OpenAPIHono<AppEnv>, deps: MessageRoutesDeps): void {
  const { clusters, cursors, filters, buffers, sifter, bookmarks, gate } = deps
  app.openapi(route, async (c) => {
    const { c: cluster } = c.req.valid('param')
    const call = { cluster, requestId: c.get('requestId'), query: c.req.valid('query') }
    const gateway = clusters.gateway(cluster)
    const threads = sifter === undefined ? {} : { sifter }
    const scan = { gateway, cursors, filters, buffers, bookmarks, ...threads, now: Date.now }
    const look = (signal: AbortSignal) => readDeadLetters(scan, call, signal)
    return c.json(await gate.run(c.req.raw.signal, LOOKS, look), 200)
  })
}
