import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import {
  IDEMPOTENCY_HEADER,
  IdempotencyKey,
  ProduceAnswer,
  ProduceRequest,
} from '@sluice/shared/messages-produce'
import { TopicName } from '@sluice/shared/units'
import type { AppEnv } from '#http/app-env.ts'
import { toErrorBody } from '#http/error-mapping.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { Log } from '#http/log.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import { produceMessages } from './produce/produce-messages.ts'
import type { WriteOnce } from './produce/write-once.ts'

type Answer = Omit<ProduceAnswer, 'replayed'>

export interface ProduceRoutesDeps {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
    /** Throws `CLUSTER_NOT_FOUND`, `READ_ONLY`. */
    writer(name: string): KafkaWriter
  }
  writes: WriteOnce<Answer>
  log: Log
}

/** Requests to it may be larger than others. */
export const PRODUCE_PATH = /^\/api\/clusters\/[^/]+\/topics\/[^/]+\/messages$/

const DESCRIPTION = [
  'One batch a partition, with acks=all. Each record of the answer says where it is now, or its fault; where none was',
  'written the answer is an error. WRITE_UNKNOWN: it may be in the log all the same. With an idempotency-key header a',
  'repeated request within an hour is one write.',
].join(' ')

const EXAMPLES = {
  json: {
    summary: 'JSON under a key, with a header that stands twice',
    value: {
      records: [
        {
          key: { encoding: 'utf8', data: 'rental-4711' },
          value: { encoding: 'json', data: '{"amount": 12.50}' },
          headers: [
            { key: 'source', value: { encoding: 'utf8', data: 'sluice' } },
            { key: 'source', value: null },
          ],
        },
      ],
    },
  },
  tombstone: {
    summary: 'A tombstone, as a dry run',
    value: { dryRun: true, records: [{ key: { encoding: 'utf8', data: 'rental-4711' }, value: null }] },
  },
}

const produceRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/topics/{t}/messages',
  tags: ['messages'],
  operationId: 'produceMessages',
  summary: 'Writes records to a topic, or says in a dry run what it would write',
  description: DESCRIPTION,
  request: {
    params: z.object({ c: ClusterName, t: TopicName }),
    headers: z.object({
      [IDEMPOTENCY_HEADER]: IdempotencyKey.optional().meta({
        description: 'Makes a repeated request one write, for an hour and until Sluice restarts',
      }),
    }),
    body: { required: true, content: { 'application/json': { schema: ProduceRequest, examples: EXAMPLES } } },
  },
  responses: {
    200: { description: 'What became of each', content: { 'application/json': { schema: ProduceAnswer } } },
    ...errorResponses(
      ...CLUSTER_FAILURES,
      'TOPIC_NOT_FOUND',
      'PARTITION_NOT_FOUND',
      'LEADER_UNAVAILABLE',
      'READ_ONLY',
      'ORIGIN_FORBIDDEN',
      'IDEMPOTENCY_CONFLICT',
      'RECORD_REFUSED',
      'RECORD_TOO_LARGE',
      'NOT_ENOUGH_REPLICAS',
      'WRITE_UNKNOWN',
      'BODY_TOO_LARGE',
      'CONTENT_TYPE_UNSUPPORTED',
      'TOO_MANY_STREAMS',
    ),
  },
})

export function registerProduceRoutes(app: OpenAPIHono<AppEnv>, deps: ProduceRoutesDeps): void {
  app.openapi(produceRoute, async (c) => {
    const { c: cluster, t: topic } = c.req.valid('param')
    const request = c.req.valid('json')
    const key = c.req.valid('header')[IDEMPOTENCY_HEADER] ?? null
    const requestId = c.get('requestId')
    const who = c.env?.incoming?.socket?.remoteAddress ?? 'unknown'
    const trail = { requestId, who, cluster, topic, idempotencyKey: key }
    try {
      const writer = deps.clusters.writer(cluster)
      const gateway = deps.clusters.gateway(cluster)
      const write = () => produceMessages({ gateway, writer }, topic, request)
      if (request.dryRun) return c.json({ ...(await write()), replayed: false }, 200)
      // Without a key nobody can ask for it again, and keeping it would drop one that somebody can.
      const { answer, replayed } =
        key === null
          ? { answer: await write(), replayed: false }
          : await deps.writes.run(`${cluster} ${topic} ${key}`, JSON.stringify(request), write)
      deps.log.audit('produce', { ...trail, replayed, ...auditOf(answer) })
      return c.json({ ...answer, replayed }, 200)
    } catch (error) {
      const { code } = toErrorBody(error, requestId)
      deps.log.audit('produce-failed', {
        ...trail,
        dryRun: request.dryRun,
        records: request.records.length,
        code,
      })
      throw error
    }
  })
}

/** Where and how much, and never what. */
function auditOf({ records }: Answer) {
  return {
    records: records.map(({ partition, offset, bytes, fault }) => ({
      partition,
      offset,
      bytes,
      ...(fault === null ? {} : { code: fault.code }),
    })),
  }
}
