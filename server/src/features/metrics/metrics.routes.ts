import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import type { TypedResponse } from 'hono'
import type { AppEnv } from '#http/app-env.ts'
import { AppError } from '#http/app-error.ts'
import { errorResponses } from '#http/error-responses.ts'
import { gzipped, wantsGzip } from '#http/gzip.ts'
import { piecesResponse } from '#http/pieces.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import { METRICS_TYPE } from './metric-text.ts'
import type { ProcessMetrics } from './process-metrics.ts'
import { type MetricsOptions, type MetricsSource, renderMetrics } from './render-metrics.ts'

export interface MetricsRoutesDeps {
  /** Null: turned off. */
  metrics: { source: MetricsSource; options: MetricsOptions; process: ProcessMetrics } | null
  gate: StreamGate
}

const metricsRoute = createRoute({
  method: 'get',
  path: '/metrics',
  tags: ['metrics'],
  operationId: 'readMetrics',
  summary: 'Lag of every group and the state of Sluice for Prometheus, from memory',
  responses: {
    200: {
      description: 'Prometheus’ text format 0.0.4',
      content: { 'text/plain': { schema: z.string() } },
    },
    ...errorResponses('NOT_FOUND', 'TOO_MANY_STREAMS'),
  },
})

/** Each holds its text in memory until it is taken. */
const SCRAPES: StreamKind = { name: 'scrapes of /metrics', max: 4 }
const HEADERS = {
  'content-type': METRICS_TYPE,
  'cache-control': 'no-store, no-transform',
  vary: 'accept-encoding',
}

export function registerMetricsRoutes(app: OpenAPIHono<AppEnv>, { metrics, gate }: MetricsRoutesDeps): void {
  app.openapi(metricsRoute, async (c) => {
    if (metrics === null)
      throw new AppError('NOT_FOUND', 'Metrics are turned off in the configuration of this Sluice (metrics).')
    const { source, options, process } = metrics
    const make = async () => {
      const text = await renderMetrics(source, options)
      return joined(await process.text(), text.chunks())
    }
    const request = c.req.raw
    const plain = await piecesResponse({ gate, kind: SCRAPES, request, headers: HEADERS, make })
    const answer = wantsGzip(request.headers.get('accept-encoding')) ? gzipped(plain) : plain
    // Hono knows text as whole strings only.
    return answer as Response & TypedResponse<string, 200, 'text'>
  })
}

function* joined(own: string, chunks: Iterable<Uint8Array>): Iterable<Uint8Array> {
  yield new TextEncoder().encode(own)
  yield* chunks
}
