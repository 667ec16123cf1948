import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { ReplayId, ReplayReport } from '@sluice/shared/replay-job'
import type { AppEnv } from '#http/app-env.ts'
import { AppError } from '#http/app-error.ts'
import { errorResponses } from '#http/error-responses.ts'
import { fileResponse } from '#http/file-download.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { ReplaySinks } from './replay-parts.ts'
import type { ReplayJobs } from './run/replay-jobs.ts'

export interface ReplayFileDeps {
  /** Throws `CLUSTER_NOT_FOUND`. */
  known(cluster: string): string
  jobs: ReplayJobs
  sinks: Pick<ReplaySinks, 'file'>
  gate: StreamGate
  version: string
  /** Null where the cluster does not answer. */
  clusterId(cluster: string): Promise<string | null>
}

const params = z.object({ c: ClusterName, id: ReplayId })
const binary = z.string().meta({ format: 'binary' })
/** As a plain record: the route types know text as whole strings only. */
const lines: Record<string, { schema: typeof binary }> = { 'application/x-ndjson': { schema: binary } }

const reportRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/replays/{id}/report',
  tags: ['replay'],
  operationId: 'reportReplay',
  summary: 'What a job was to do, did and wrote where, with the software that did it; to be kept',
  request: { params },
  responses: {
    200: {
      description: 'The report, as an attachment',
      content: { 'application/json': { schema: ReplayReport } },
    },
    ...errorResponses('CLUSTER_NOT_FOUND', 'REPLAY_NOT_FOUND', 'STORE_UNAVAILABLE'),
  },
})

const failuresRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/replays/{id}/failures',
  tags: ['replay'],
  operationId: 'readReplayFailures',
  summary: 'The records of a job that were not written, one JSON object a line: place, code, reason',
  request: { params },
  responses: {
    200: {
      description: 'The side file, as an attachment; empty where none failed',
      content: lines,
    },
    ...errorResponses('CLUSTER_NOT_FOUND', 'REPLAY_NOT_FOUND', 'STORE_UNAVAILABLE', 'TOO_MANY_STREAMS'),
  },
})

const fileRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/replays/{id}/file',
  tags: ['replay'],
  operationId: 'readReplayFile',
  summary: 'The file that a job wrote, as far as it is',
  request: { params },
  responses: {
    200: {
      description: 'The file, as an attachment',
      content: { 'application/octet-stream': { schema: binary } },
    },
    ...errorResponses(
      'CLUSTER_NOT_FOUND',
      'REPLAY_NOT_FOUND',
      'NOT_FOUND',
      'STORE_UNAVAILABLE',
      'TOO_MANY_STREAMS',
    ),
  },
})

export function registerReplayFileRoutes(app: OpenAPIHono<AppEnv>, deps: ReplayFileDeps): void {
  const { known, jobs, sinks, gate, version, clusterId } = deps
  app.openapi(reportRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    const job = jobs.directory.get(known(cluster), id)
    c.header('content-disposition', `attachment; filename="sluice-replay-${id}.json"`)
    c.header('cache-control', 'no-store')
    return c.json({ sluice: version, at: Date.now(), clusterId: await clusterId(cluster), job }, 200)
  })
  app.openapi(failuresRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    jobs.directory.record(known(cluster), id)
    const name = `sluice-replay-${id}-failures.ndjson`
    const file = { path: jobs.failureFile(id), name, mediaType: 'application/x-ndjson' }
    const found = await fileResponse(gate, c.req.raw, file)
    return found ?? c.body('', 200, { 'content-type': 'application/x-ndjson' })
  })
  app.openapi(fileRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    jobs.directory.record(known(cluster), id)
    const file = await sinks.file(id)
    const found = file === null ? null : await fileResponse(gate, c.req.raw, file)
    if (found !== null) return found
    throw new AppError('NOT_FOUND', `Job "${id}" has written no file.`)
  })
}
