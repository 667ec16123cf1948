import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import { ScanFrame, ScanRequest } from '@sluice/shared/messages'
import { MessageDetail } from '@sluice/shared/messages-detail'
import { Offset, PartitionText, TopicName } from '@sluice/shared/units'
import type { AppEnv } from '#http/app-env.ts'
import { toErrorBody } from '#http/error-mapping.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { Log } from '#http/log.ts'
import { ndjsonResponse } from '#http/ndjson.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { BufferShares } from './buffer-shares.ts'
import type { CursorCodec } from './cursor.ts'
import { registerExportRoutes } from './export.routes.ts'
import type { FilterRunner } from './filter/cel-check.ts'
import { registerFilterRoutes } from './filters.routes.ts'
import { registerHistogramRoute } from './histogram.routes.ts'
import type { FindBookmark } from './named-places.ts'
import { readMessage } from './read-message.ts'
import { registerPartRoute } from './record-part.routes.ts'
import { SCAN_LIMITS } from './scan-limits.ts'
import { scanMessages } from './scan-messages.ts'
import { topicsOf } from './scan-order.ts'
import type { Sifter } from './sift/sift-threads.ts'
import { registerTailRoute } from './tail.routes.ts'

export interface MessageRoutesDeps {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
  }
  cursors: CursorCodec
  buffers: BufferShares
  sifter?: Sifter
  /** Left out: none can be looked up. */
  bookmarks?: FindBookmark
  filters: FilterRunner
  gate: StreamGate
  log: Log
}

const FAILURES: readonly ErrorCode[] = [
  ...CLUSTER_FAILURES,
  'TOPIC_NOT_FOUND',
  'PARTITION_NOT_FOUND',
  'LEADER_UNAVAILABLE',
]

/** As a plain record: the route types take any literal media type that ends in "json" for one JSON document. */
const lines: Record<string, { schema: typeof ScanFrame }> = { 'application/x-ndjson': { schema: ScanFrame } }

const FRAMES = [
  'One JSON object a line, its kind in `t`: `open` (the range of each partition, frozen), `rows` (messages), `progress`,',
  '`note` (why there is less than the offsets suggest), `hb` (nothing yet), then `end` (why it stopped, and the cursor of',
  'the next page) or `error`. Close the connection to cancel.',
].join(' ')

const EXAMPLES = {
  newest: { summary: 'The newest 100', value: { topic: 'rental.book-rented', from: { newest: 100 } } },
  fromOffset: {
    summary: 'One partition from an offset on',
    value: { topic: 'rental.book-rented', partitions: [2], from: { offset: '1200' }, limit: 50 },
  },
  between: {
    summary: 'Between two times, aborted records too',
    value: {
      topic: 'rental.book-rented',
      from: { timestamp: 1_700_000_000_000 },
      to: { timestamp: 1_700_003_600_000 },
      isolation: 'read_uncommitted',
    },
  },
  bookmark: {
    summary: 'From a bookmark to where a group stands',
    value: {
      topic: 'rental.book-rented',
      from: { bookmark: 'q8w2n5k1m0zx' },
      to: { group: 'library.member' },
    },
  },
  key: {
    summary: 'Everything with one key, read from the partitions that a partitioner chooses for it',
    value: { topic: 'rental.book-rented', from: { oldest: true }, key: { data: 'customer-00017' } },
  },
}

const scanRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/messages/scan',
  tags: ['messages'],
  operationId: 'scanMessages',
  summary: 'Messages of a topic from any position, as a stream of frames that ends with `end` or `error`',
  description: FRAMES,
  request: {
    params: z.object({ c: ClusterName }),
    body: { required: true, content: { 'application/json': { schema: ScanRequest, examples: EXAMPLES } } },
  },
  responses: {
    200: {
      description: 'One frame a line; a stream without a last frame `end` or `error` was cut',
      content: lines,
    },
    ...errorResponses(
      ...FAILURES,
      'GROUP_NOT_FOUND',
      'BOOKMARK_NOT_FOUND',
      'CURSOR_INVALID',
      'FILTER_INVALID',
      'FILTER_REFUSED',
      'ORIGIN_FORBIDDEN',
      'BODY_TOO_LARGE',
      'CONTENT_TYPE_UNSUPPORTED',
      'TOO_MANY_STREAMS',
    ),
  },
})

const messageRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topics/{t}/partitions/{p}/offsets/{o}',
  tags: ['messages'],
  operationId: 'readMessage',
  summary: 'One record, each payload up to 8 MiB; a control record says what it marks',
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
    const { cursors, filters, buffers, sifter, bookmarks } = deps
    const threads = sifter === undefined ? {} : { sifter }
    const kept = { cursors, filters, buffers, bookmarks, ...threads }
    const scan = { gateway, ...kept, limits: SCAN_LIMITS, now: Date.now }
    return await ndjsonResponse<ScanFrame>({
      gate: deps.gate,
      client: c.req.raw.signal,
      frames: (signal) => scanMessages(scan, { cluster, requestId, request }, signal),
      failure: (error) => {
        deps.log.error('scan-failed', { requestId, cluster, topics: topicsOf(request), error })
        return { t: 'error', ...toErrorBody(error, requestId) }
      },
    })
  })
  registerPartRoute(app, deps)
  registerExportRoutes(app, deps)
  registerFilterRoutes(app, deps)
  registerHistogramRoute(app, deps)
  registerTailRoute(app, deps)
  app.openapi(messageRoute, async (c) => {
    const { c: cluster, t: topic, p: partition, o } = c.req.valid('param')
    const gateway = deps.clusters.gateway(cluster)
    const id = { topic, partition, offset: BigInt(o) }
    return c.json(await readMessage(gateway, id, c.req.raw.signal), 200)
  })
}
