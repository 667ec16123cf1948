import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { TailFrame, TailRequest } from '@sluice/shared/messages-tail'
import type { AppEnv } from '#http/app-env.ts'
import { toErrorBody } from '#http/error-mapping.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { Log } from '#http/log.ts'
import { ndjsonResponse } from '#http/ndjson.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { BufferShares } from './buffer-shares.ts'
import type { FilterRunner } from './filter/cel-check.ts'
import { topicsOf } from './scan-order.ts'
import { TAIL_LIMITS } from './tail/tail-limits.ts'
import { tailMessages } from './tail/tail-messages.ts'

interface TailRouteDeps {
  clusters: { gateway(name: string): KafkaGateway }
  buffers: BufferShares
  filters: FilterRunner
  gate: StreamGate
  log: Log
}

/** As a plain record: the route types take any literal media type that ends in "json" for one JSON document. */
const lines: Record<string, { schema: typeof TailFrame }> = { 'application/x-ndjson': { schema: TailFrame } }

const FRAMES = [
  'One JSON object a line, its kind in `t`: `open` (where each partition begins), then `rows` as they arrive, `progress`',
  'about each second in which something changed (what was seen, shown, sampled out and dropped, exactly), `note`, `hb`',
  '(nothing new), and `end` or `error` where it cannot go on. Without a deadline: close the connection to end it.',
].join(' ')

const EXAMPLES = {
  all: { summary: 'Whatever arrives', value: { topic: 'rental.book-rented' } },
  filtered: {
    summary: 'What matches, after those of the newest 100 that do',
    value: {
      topic: 'rental.book-rented',
      from: { newest: 100 },
      filter: { cel: 'value.amount > 100' },
      maxPerSecond: 50,
    },
  },
  several: {
    summary: 'Two topics',
    value: { topics: ['rental.book-rented', 'rental.book-returned'] },
  },
}

const tailRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/messages/tail',
  tags: ['messages'],
  operationId: 'tailMessages',
  summary: 'Messages of topics as they arrive, as a stream of frames until the reader closes it',
  description: FRAMES,
  request: {
    params: z.object({ c: ClusterName }),
    body: { required: true, content: { 'application/json': { schema: TailRequest, examples: EXAMPLES } } },
  },
  responses: {
    200: {
      description: 'One frame a line; a stream without a last frame `end` or `error` was cut',
      content: lines,
    },
    ...errorResponses(
      ...CLUSTER_FAILURES,
      'TOPIC_NOT_FOUND',
      'PARTITION_NOT_FOUND',
      'LEADER_UNAVAILABLE',
      'FILTER_INVALID',
      'FILTER_REFUSED',
      'ORIGIN_FORBIDDEN',
      'BODY_TOO_LARGE',
      'CONTENT_TYPE_UNSUPPORTED',
      'TOO_MANY_STREAMS',
    ),
  },
})

export function registerTailRoute(app: OpenAPIHono<AppEnv>, deps: TailRouteDeps): void {
  app.openapi(tailRoute, async (c) => {
    const { c: cluster } = c.req.valid('param')
    const request = c.req.valid('json')
    const requestId = c.get('requestId')
    const { filters, buffers } = deps
    const gateway = deps.clusters.gateway(cluster)
    const tail = { gateway, filters, buffers, limits: TAIL_LIMITS, now: Date.now }
    return await ndjsonResponse<TailFrame>({
      gate: deps.gate,
      client: c.req.raw.signal,
      frames: (signal) => tailMessages(tail, { requestId, request }, signal),
      failure: (error) => {
        deps.log.error('tail-failed', { requestId, cluster, topics: topicsOf(request), error })
        return { t: 'error', ...toErrorBody(error, requestId) }
      },
    })
  })
}
