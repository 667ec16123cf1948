import { randomUUID } from 'node:crypto'
import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import { ExportRequest, ExportStatus } from '@sluice/shared/messages-export'
import type { AppEnv } from '#http/app-env.ts'
import { toErrorBody } from '#http/error-mapping.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { Log } from '#http/log.ts'
import { StallWatch } from '#http/stall-watch.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { BufferShares } from './buffer-shares.ts'
import type { CursorCodec } from './cursor.ts'
import { createWriter } from './export/create-writer.ts'
import { ExportDesk } from './export/export-desk.ts'
import { exportFilename } from './export/export-filename.ts'
import { ExportJob } from './export/export-job.ts'
import { scanWhole } from './export/whole-scan.ts'
import type { FilterRunner } from './filter/cel-check.ts'
import type { FindBookmark } from './named-places.ts'
import { SCAN_LIMITS } from './scan-limits.ts'
import { topicsOf } from './scan-order.ts'
import type { Sifter } from './sift/sift-threads.ts'

interface ExportRoutesDeps {
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

/** Each reads a whole range as fast as its reader takes it: a few of them are all that a cluster should bear. */
const EXPORTS: StreamKind = { name: 'exports', max: 8 }
/** A person may read the output of a search page by page; one who is gone for longer keeps others from theirs. */
const STALL_MS = 30 * 60_000

const FAILURES: readonly ErrorCode[] = [
  ...CLUSTER_FAILURES,
  'TOPIC_NOT_FOUND',
  'PARTITION_NOT_FOUND',
  'LEADER_UNAVAILABLE',
]
const status = { 'application/json': { schema: ExportStatus } }
const one = z.object({ c: ClusterName, id: z.uuid().describe('From the answer that began it') })

const EXAMPLES = {
  csv: {
    summary: 'A whole topic as a table for Excel',
    value: { query: { topic: 'rental.book-rented' }, output: { format: 'csv', bom: true } },
  },
  found: {
    summary: 'Everything that holds a text, a JSON document a line',
    value: {
      query: { topic: 'rental.book-rented', from: { oldest: true }, filter: { text: 'loan-7' } },
      output: { format: 'ndjson' },
    },
  },
}

const beginRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/messages/exports',
  tags: ['messages'],
  operationId: 'beginExport',
  summary:
    'Prepares a file of all messages that a query matches; the file is then fetched within a minute, once',
  request: {
    params: z.object({ c: ClusterName }),
    body: { required: true, content: { 'application/json': { schema: ExportRequest, examples: EXAMPLES } } },
  },
  responses: {
    201: { description: 'What will be in the file, and the id to fetch it by', content: status },
    ...errorResponses(
      ...FAILURES,
      'GROUP_NOT_FOUND',
      'BOOKMARK_NOT_FOUND',
      'FILTER_INVALID',
      'FILTER_REFUSED',
      'ORIGIN_FORBIDDEN',
      'BODY_TOO_LARGE',
      'CONTENT_TYPE_UNSUPPORTED',
      'TOO_MANY_STREAMS',
    ),
  },
})

const statusRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/messages/exports/{id}',
  tags: ['messages'],
  operationId: 'exportStatus',
  summary: 'How far an export is, or how it ended; known for ten minutes after that',
  request: { params: one },
  responses: {
    200: { description: 'The export', content: status },
    ...errorResponses('CLUSTER_NOT_FOUND', 'EXPORT_NOT_FOUND'),
  },
})

const fileRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/messages/exports/{id}/file',
  tags: ['messages'],
  operationId: 'fetchExport',
  summary:
    'The file, made while it is read; a transfer that fails, or of which nothing is taken for half an hour, is broken off, never ended cleanly',
  request: { params: one },
  responses: {
    200: {
      description: 'The file, as an attachment',
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...errorResponses('CLUSTER_NOT_FOUND', 'EXPORT_NOT_FOUND', 'EXPORT_TAKEN'),
  },
})

const cancelRoute = createRoute({
  method: 'delete',
  path: '/api/clusters/{c}/messages/exports/{id}',
  tags: ['messages'],
  operationId: 'cancelExport',
  summary: 'Ends an export: its transfer is broken off, and nothing more is read',
  request: { params: one },
  responses: {
    200: { description: 'The export as it ended', content: status },
    ...errorResponses('CLUSTER_NOT_FOUND', 'EXPORT_NOT_FOUND', 'ORIGIN_FORBIDDEN'),
  },
})

export function registerExportRoutes(app: OpenAPIHono<AppEnv>, deps: ExportRoutesDeps): void {
  const desk = new ExportDesk()
  app.openapi(beginRoute, async (c) => {
    const { c: cluster } = c.req.valid('param')
    const job = await begin(deps, desk, { cluster, requestId: c.get('requestId'), body: c.req.valid('json') })
    return c.json(job.status, 201)
  })
  app.openapi(statusRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    deps.clusters.gateway(cluster)
    return c.json(desk.find(cluster, id).status, 200)
  })
  app.openapi(fileRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    deps.clusters.gateway(cluster)
    const job = desk.find(cluster, id)
    // An answer to HEAD has no body, and must not use up the one there is.
    return new Response(c.req.method === 'HEAD' ? null : job.take(), {
      headers: {
        'content-type': job.mediaType,
        'content-disposition': `attachment; filename="${job.status.filename}"`,
        'cache-control': 'no-store, no-transform',
        'x-accel-buffering': 'no',
      },
    })
  })
  app.openapi(cancelRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    deps.clusters.gateway(cluster)
    const job = desk.find(cluster, id)
    await job.end('cancelled')
    return c.json(job.status, 200)
  })
}

async function begin(
  { clusters, cursors, filters, buffers, bookmarks, sifter, gate, log }: ExportRoutesDeps,
  desk: ExportDesk,
  call: { cluster: string; requestId: string; body: ExportRequest },
): Promise<ExportJob> {
  const { cluster, requestId, body } = call
  const { query, limit = null, output } = body
  const scan = {
    gateway: clusters.gateway(cluster),
    cursors,
    filters,
    buffers,
    bookmarks,
    ...(sifter !== undefined && { sifter }),
    limits: SCAN_LIMITS,
    now: Date.now,
  }
  const id = randomUUID()
  const stop = new AbortController()
  const pass = gate.enter(stop.signal, EXPORTS)
  const writer = createWriter(output)
  const opening = ExportJob.open(id, {
    frames: scanWhole(scan, { cluster, requestId, query, limit }, pass.signal),
    writer,
    filename: exportFilename(topicsOf(query), writer.extension, Date.now()),
    watch: (late) => new StallWatch(late, STALL_MS),
    stop: () => stop.abort(new DOMException('The export was ended', 'AbortError')),
    onOver: () => {
      pass.leave()
      desk.settle(id)
    },
    faultOf: (error) => {
      log.error('export-failed', { requestId, cluster, topics: topicsOf(query), error })
      const { code, message } = toErrorBody(error, requestId)
      return { code, message }
    },
  })
  const job = await opening.catch((error: unknown) => {
    throw pass.fail(error)
  })
  desk.add(cluster, job)
  return job
}
