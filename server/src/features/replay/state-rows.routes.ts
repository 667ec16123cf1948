import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import {
  STATE_CHANGES,
  STATE_FIND_MAX,
  STATE_KINDS,
  STATE_PAGE_MAX,
  STATE_SORTS,
  StateId,
  StatePage,
} from '@sluice/shared/replay-state'
import { wholeText } from '@sluice/shared/units'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import { fileResponse } from '#http/file-stream.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { exportState, type StateFileDeps } from './state/export-state.ts'
import { fileOf } from './state/file-name.ts'
import { readRows } from './state/read-rows.ts'
import { type RowQuery, selectRows } from './state/select-rows.ts'
import type { StateShelf } from './state/state-shelf.ts'

export interface StateRowRoutesDeps extends Pick<StateFileDeps, 'decode' | 'cell'> {
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
  }
  shelf: StateShelf
  gate: StreamGate
}

const FILES: StreamKind = { name: 'exports of states', max: 4 }
const FOLDER = '/api/clusters/{c}/states'
const READING: readonly ErrorCode[] = [...CLUSTER_FAILURES, 'TOPIC_NOT_FOUND', 'LEADER_UNAVAILABLE']
const one = z.object({ c: ClusterName, id: StateId })

const Kinds = z
  .string()
  .max(100)
  .transform((text) => text.split(',').filter((kind) => kind !== ''))
  .pipe(z.array(z.enum([...new Set([...STATE_KINDS, ...STATE_CHANGES])])).max(9))

const rowQuery = {
  kinds: Kinds.optional().describe(
    'Separated by commas. Of one point: live (the default), deleted, unknown. Of two: added, removed, changed, unknown (the default), rewritten, same',
  ),
  q: z.string().max(STATE_FIND_MAX).default('').describe('Only keys that hold this text, as it is written'),
  sort: z
    .enum(STATE_SORTS)
    .default('changed')
    .describe('changed: by the time of the record that last set it; place: by partition and offset'),
  order: z.enum(['asc', 'desc']).default('desc').describe('desc: the last, or the most, first'),
}

const rowsRoute = createRoute({
  method: 'get',
  path: `${FOLDER}/{id}/rows`,
  tags: ['states'],
  operationId: 'readStateRows',
  summary: 'Keys of a state with their values, read again from the log',
  request: {
    params: one,
    query: z.object({
      ...rowQuery,
      from: wholeText(0, 2_147_483_647).default(0).describe('Rows before this one are left out'),
      limit: wholeText(1, STATE_PAGE_MAX).default(100).describe('Rows at most'),
    }),
  },
  responses: {
    200: { description: 'Rows', content: { 'application/json': { schema: StatePage } } },
    ...errorResponses(...READING, 'STATE_NOT_FOUND'),
  },
})

const fileRoute = createRoute({
  method: 'get',
  path: `${FOLDER}/{id}/file`,
  tags: ['states'],
  operationId: 'exportState',
  summary: 'Keys of a state as a file; a transfer that fails is broken off, never ended cleanly',
  request: {
    params: one,
    query: z.object({
      ...rowQuery,
      format: z.enum(['ndjson', 'csv']).default('ndjson').describe('ndjson: a StateLine a line'),
    }),
  },
  responses: {
    200: {
      description: 'The file, as an attachment',
      content: { 'application/octet-stream': { schema: z.string().meta({ format: 'binary' }) } },
    },
    ...errorResponses(...READING, 'STATE_NOT_FOUND', 'TOO_MANY_STREAMS'),
  },
})

export function registerStateRowRoutes(app: OpenAPIHono<AppEnv>, deps: StateRowRoutesDeps): void {
  const { clusters, shelf, gate, decode, cell } = deps
  app.openapi(rowsRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    const gateway = clusters.gateway(cluster)
    const { from, limit, ...query } = c.req.valid('query')
    const state = shelf.find(cluster, id)
    const { signal } = c.req.raw
    const { rows, searched, sort } = await selectRows(state, toQuery(query), signal)
    const wanted = [...rows.subarray(from, from + limit)]
    const read = await readRows({ gateway, decode }, state, wanted, signal)
    return c.json({ rows: read, total: rows.length, searched, sort }, 200)
  })
  app.openapi(fileRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    const { format, ...query } = c.req.valid('query')
    const gateway = clusters.gateway(cluster)
    const state = shelf.find(cluster, id)
    const open = async (signal: AbortSignal) => {
      const { rows } = await selectRows(state, toQuery(query), signal)
      return exportState({ gateway, decode, cell }, state, rows, format, signal)
    }
    return await fileResponse({
      gate,
      kind: FILES,
      request: c.req.raw,
      ...fileOf(state.summary, format),
      open,
    })
  })
}

function toQuery(query: {
  kinds?: RowQuery['kinds'] | undefined
  q: string
  sort: RowQuery['sort']
  order: 'asc' | 'desc'
}): RowQuery {
  const { kinds = [], q: text, sort, order } = query
  return { kinds, text, sort, descending: order === 'desc' }
}
