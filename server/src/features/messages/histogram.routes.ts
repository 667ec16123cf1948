import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { Histogram, HistogramRequest } from '@sluice/shared/messages-histogram'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { readHistogram } from './histogram/read-histogram.ts'

interface HistogramRouteDeps {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
  }
  gate: StreamGate
}

/** Each asks brokers up to tens of thousands of times: more at once would only make all of them late. */
const HISTOGRAMS: StreamKind = { name: 'histograms', max: 32 }

const EXAMPLES = {
  whole: { summary: 'All of a topic', value: { topic: 'rental.book-rented' } },
  hour: {
    summary: 'One hour of two topics, by the minute',
    value: {
      topics: ['rental.book-rented', 'rental.book-returned'],
      from: 1_700_000_000_000,
      to: 1_700_003_600_000,
      buckets: 60,
    },
  },
}

const histogramRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/messages/histogram',
  tags: ['messages'],
  operationId: 'readHistogram',
  summary: 'Messages by time, told by the time indexes of the brokers: no record is read',
  request: {
    params: z.object({ c: ClusterName }),
    body: {
      required: true,
      content: { 'application/json': { schema: HistogramRequest, examples: EXAMPLES } },
    },
  },
  responses: {
    200: {
      description: 'Counts by bucket, and what must be known to read them',
      content: { 'application/json': { schema: Histogram } },
    },
    ...errorResponses(
      ...CLUSTER_FAILURES,
      'TOPIC_NOT_FOUND',
      'PARTITION_NOT_FOUND',
      'ORIGIN_FORBIDDEN',
      'BODY_TOO_LARGE',
      'CONTENT_TYPE_UNSUPPORTED',
      'TOO_MANY_STREAMS',
    ),
  },
})

export function registerHistogramRoute(app: OpenAPIHono<AppEnv>, deps: HistogramRouteDeps): void {
  app.openapi(histogramRoute, async (c) => {
    const gateway = deps.clusters.gateway(c.req.valid('param').c)
    const request = c.req.valid('json')
    const pass = deps.gate.enter(c.req.raw.signal, HISTOGRAMS)
    try {
      return c.json(await readHistogram({ gateway, now: Date.now }, request, pass.signal), 200)
    } catch (error) {
      throw pass.fail(error)
    } finally {
      pass.leave()
    }
  })
}
