import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import { StateFrame, StateId, StateRequest, StateSummary } from '@sluice/shared/replay-state'
import type { AppEnv } from '#http/app-env.ts'
import { toErrorBody } from '#http/error-mapping.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { Log } from '#http/log.ts'
import { ndjsonResponse } from '#http/ndjson.ts'
import type { StreamKind } from '#http/stream-gate.ts'
import { type BuildDeps, buildState } from './state/build-state.ts'
import { registerStateRowRoutes, type StateRowRoutesDeps } from './state-rows.routes.ts'

export interface StateRoutesDeps extends StateRowRoutesDeps {
  openWalk: BuildDeps['openWalk']
  log: Log
}

/** Each reads a whole topic and holds up to a few hundred megabytes. */
const BUILDS: StreamKind = { name: 'states', max: 3 }

const FOLDER = '/api/clusters/{c}/states'
const READING: readonly ErrorCode[] = [
  ...CLUSTER_FAILURES,
  'TOPIC_NOT_FOUND',
  'PARTITION_NOT_FOUND',
  'LEADER_UNAVAILABLE',
]
const one = z.object({ c: ClusterName, id: StateId })

/** As a plain record: the route types take any literal media type that ends in "json" for one JSON document. */
const lines: Record<string, { schema: typeof StateFrame }> = {
  'application/x-ndjson': { schema: StateFrame },
}

const EXAMPLES = {
  now: { summary: 'The last value of each key', value: { topic: 'catalog.book-view' } },
  between: {
    summary: 'What changed between two times',
    value: {
      topic: 'catalog.book-view',
      at: { time: 1_700_003_600_000 },
      base: { time: 1_700_000_000_000 },
    },
  },
  offsets: {
    summary: 'As of one offset a partition',
    value: { topic: 'catalog.book-view', at: { offsets: { 0: '1200', 1: '1187' } } },
  },
}

const buildRoute = createRoute({
  method: 'post',
  path: FOLDER,
  tags: ['states'],
  operationId: 'buildState',
  summary:
    'The last value of each key as of a point, or what changed between two, built by reading the topic once',
  description:
    'One JSON object a line, its kind in `t`: `open`, `progress`, then `end` with the state and what must be known to read it truly, or `error`. Its rows are fetched by its id. Close the connection to cancel.',
  request: {
    params: z.object({ c: ClusterName }),
    body: { required: true, content: { 'application/json': { schema: StateRequest, examples: EXAMPLES } } },
  },
  responses: {
    200: {
      description: 'One frame a line; a stream without a last frame `end` or `error` was cut',
      content: lines,
    },
    ...errorResponses(
      ...READING,
      'ORIGIN_FORBIDDEN',
      'BODY_TOO_LARGE',
      'CONTENT_TYPE_UNSUPPORTED',
      'TOO_MANY_STREAMS',
    ),
  },
})

const stateRoute = createRoute({
  method: 'get',
  path: `${FOLDER}/{id}`,
  tags: ['states'],
  operationId: 'readState',
  summary: 'A state that was built, as long as there is memory for it',
  request: { params: one },
  responses: {
    200: { description: 'The state', content: { 'application/json': { schema: StateSummary } } },
    ...errorResponses('CLUSTER_NOT_FOUND', 'STATE_NOT_FOUND'),
  },
})

export function registerStateRoutes(app: OpenAPIHono<AppEnv>, deps: StateRoutesDeps): void {
  const { clusters, shelf, openWalk, gate, log } = deps
  app.openapi(buildRoute, async (c) => {
    const { c: cluster } = c.req.valid('param')
    const request = c.req.valid('json')
    const requestId = c.get('requestId')
    const build = { gateway: clusters.gateway(cluster), openWalk, shelf, now: Date.now }
    return await ndjsonResponse<StateFrame>({
      gate,
      kind: BUILDS,
      client: c.req.raw.signal,
      frames: (signal) => buildState(build, { cluster, requestId, request }, signal),
      failure: (error) => {
        log.error('state-failed', { requestId, cluster, topic: request.topic, error })
        return { t: 'error', ...toErrorBody(error, requestId) }
      },
    })
  })
  app.openapi(stateRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    clusters.gateway(cluster)
    return c.json(shelf.find(cluster, id).summary, 200)
  })
  registerStateRowRoutes(app, deps)
}
