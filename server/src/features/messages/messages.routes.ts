import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import { MessageDetail, ScanFrame, ScanRequest } from '@sluice/shared/messages'
import { Offset, PartitionText, TopicName } from '@sluice/shared/units'
import type { AppEnv } from '#http/app-env.ts'
import { toErrorBody } from '#http/error-mapping.ts'
import { errorResponses } from '#http/error-responses.ts'
import type { Log } from '#http/log.ts'
import { ndjsonResponse } from '#http/ndjson.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { CursorCodec } from './cursor.ts'
import { readMessage } from './read-message.ts'
import { SCAN_LIMITS } from './scan-limits.ts'
import { scanMessages } from './scan-messages.ts'

export interface MessageRoutesDeps {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
  }
  cursors: CursorCodec
  gate: StreamGate
  log: Log
}

const FAILURES: readonly ErrorCode[] = [
  'BAD_REQUEST',
  'NOT_AUTHORIZED',
  'CLUSTER_NOT_FOUND',
  'TOPIC_NOT_FOUND',
  'PARTITION_NOT_FOUND',
  'AUTHENTICATION_FAILED',
  'CLUSTER_UNREACHABLE',
  'LEADER_UNAVAILABLE',
  'BROKER_TIMEOUT',
]

/** As a plain record: the route types take any literal media type that ends in "json" for one JSON document. */
const lines: Record<string, { schema: typeof ScanFrame }> = { 'application/x-ndjson': { schema: ScanFrame } }

const scanRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/messages/scan',
  tags: ['messages'],
  summary: 'Messages of a topic from any position, as a stream of frames that ends with `end` or `error`',
  request: {
    params: z.object({ c: ClusterName }),
    body: { required: true, content: { 'application/json': { schema: ScanRequest } } },
  },
  responses: {
    200: {
      description: 'One frame a line; a stream without a last frame `end` or `error` was cut',
      content: lines,
    },
    ...errorResponses(...FAILURES, 'CURSOR_INVALID', 'TOO_MANY_STREAMS'),
  },
})

const messageRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topics/{t}/partitions/{p}/offsets/{o}',
  tags: ['messages'],
  summary: 'One record, whole; a control record says what it marks',
  request: {
    params: z.object({
      c: ClusterName,
      t: TopicName,
      p: PartitionText,
      o: Offset,
    }),
  },
  responses: {
    200: { description: 'The record', content: { 'application/json': { schema: MessageDetail } } },
    ...errorResponses(...FAILURES, 'OFFSET_OUT_OF_RANGE', 'RECORD_NOT_FOUND', 'RECORD_CORRUPT'),
  },
})

export function registerMessageRoutes(app: OpenAPIHono<AppEnv>, deps: MessageRoutesDeps): void {
  app.openapi(scanRoute, async (c) => {
    const { c: cluster } = c.req.valid('param')
    const request = c.req.valid('json')
    const requestId = c.get('requestId')
    const gateway = deps.clusters.gateway(cluster)
    const scan = { gateway, cursors: deps.cursors, limits: SCAN_LIMITS, now: Date.now }
    return await ndjsonResponse<ScanFrame>({
      gate: deps.gate,
      client: c.req.raw.signal,
      frames: (signal) => scanMessages(scan, { cluster, requestId, request }, signal),
      failure: (error) => {
        deps.log.error('scan-failed', { requestId, cluster, topic: request.topic, error })
        return { t: 'error', ...toErrorBody(error, requestId) }
      },
    })
  })
  app.openapi(messageRoute, async (c) => {
    const { c: cluster, t: topic, p: partition, o } = c.req.valid('param')
    const gateway = deps.clusters.gateway(cluster)
    const id = { topic, partition, offset: BigInt(o) }
    return c.json(await readMessage(gateway, id, c.req.raw.signal), 200)
  })
}
