import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import { IDEMPOTENCY_HEADER, IdempotencyKey } from '@sluice/shared/messages-produce'
import { ReplayId, ReplayJob, ReplayList, ReplayStart } from '@sluice/shared/replay-job'
import { ReplayPlan } from '@sluice/shared/replay-plan'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import { type ReplayFileDeps, registerReplayFileRoutes } from './replay-files.routes.ts'
import type { ReplayChecks } from './run/replay-checks.ts'
import type { ReplayJobs } from './run/replay-jobs.ts'

export interface ReplayRoutesDeps extends ReplayFileDeps {
  /** Throws `CLUSTER_NOT_FOUND`. */
  known(cluster: string): string
  jobs: ReplayJobs
  checks: ReplayChecks
  gate: StreamGate
}

const FOLDER = '/api/clusters/{c}/replays'
const params = z.object({ c: ClusterName })
const one = params.extend({ id: ReplayId })
const KNOWN: readonly ErrorCode[] = ['CLUSTER_NOT_FOUND', 'REPLAY_NOT_FOUND', 'STORE_UNAVAILABLE']
const SENDING: readonly ErrorCode[] = ['ORIGIN_FORBIDDEN', 'BODY_TOO_LARGE', 'CONTENT_TYPE_UNSUPPORTED']
const PLANNING: readonly ErrorCode[] = [
  ...CLUSTER_FAILURES,
  'TOPIC_NOT_FOUND',
  'PARTITION_NOT_FOUND',
  'GROUP_NOT_FOUND',
  'BOOKMARK_NOT_FOUND',
  'LEADER_UNAVAILABLE',
  'FILTER_INVALID',
  'FILTER_TIMEOUT',
  'FILTER_REFUSED',
  'FILTER_BUSY',
  'TOO_MANY_STREAMS',
]
/** A start asks everything again that the plan said. */
const STARTS: StreamKind = { name: 'starts of replays', max: 4 }

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const startRoute = createRoute({
  method: 'post',
  path: FOLDER,
  tags: ['replay'],
  operationId: 'startReplay',
  summary: 'Carries out a plan, or goes through all of it in a dry run that writes nothing',
  description:
    'Asks everything again that the plan says: PLAN_CHANGED names what differs. A run wants the name of the target typed (confirm), every warning of severity accept named (accept), and a reason (why). With an idempotency-key header a repeated request begins one job, also after a restart. The answer is the job as it begins; it runs on without the caller.',
  request: {
    params,
    headers: z.object({
      [IDEMPOTENCY_HEADER]: IdempotencyKey.optional().meta({
        description: 'Makes a repeated request one job; kept with the job',
      }),
    }),
    body: {
      required: true,
      content: {
        'application/json': {
          schema: ReplayStart,
          examples: {
            run: {
              summary: 'Writes, after the name of the target was typed',
              value: {
                plan: 'a'.repeat(64),
                mode: 'run',
                confirm: 'rental.sandbox',
                accept: ['source-compacted'],
                who: 'mina',
                why: 'rebuild the read model of rentals',
              },
            },
            dry: { summary: 'Writes nothing', value: { plan: 'a'.repeat(64), mode: 'dry-run' } },
          },
        },
      },
    },
  },
  responses: {
    201: json(ReplayJob, 'The job, which runs'),
    ...errorResponses(
      ...PLANNING,
      ...SENDING,
      'STORE_UNAVAILABLE',
      'READ_ONLY',
      'PLAN_CHANGED',
      'IDEMPOTENCY_CONFLICT',
      'TOPIC_EXISTS',
      'NOT_ENOUGH_REPLICAS',
      'WRITE_UNKNOWN',
    ),
  },
})

const listRoute = createRoute({
  method: 'get',
  path: FOLDER,
  tags: ['replay'],
  operationId: 'listReplays',
  summary: 'Replay jobs of a cluster, newest first',
  request: {
    params,
    query: z.object({
      before: ReplayId.optional().meta({ description: '`next` of the part before', example: 'k3v9q2m7x1ab' }),
    }),
  },
  responses: {
    200: json(ReplayList, 'Fifty of them at most'),
    ...errorResponses('CLUSTER_NOT_FOUND', 'STORE_UNAVAILABLE'),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: `${FOLDER}/{id}`,
  tags: ['replay'],
  operationId: 'readReplay',
  summary: 'A replay job: its plan, how far each partition is, what it wrote where, what failed',
  request: { params: one },
  responses: { 200: json(ReplayJob, 'The job'), ...errorResponses(...KNOWN) },
})

const act = <P extends string>(
  name: P,
  operationId: string,
  summary: string,
  failures: readonly ErrorCode[],
) =>
  createRoute({
    method: 'post',
    path: `${FOLDER}/{id}/${name}` as `/api/clusters/{c}/replays/{id}/${P}`,
    tags: ['replay'],
    operationId,
    summary,
    request: { params: one },
    responses: {
      200: json(ReplayJob, 'The job as it is then'),
      ...errorResponses(
        ...KNOWN,
        'ORIGIN_FORBIDDEN',
        'CONTENT_TYPE_UNSUPPORTED',
        'REPLAY_STATE',
        ...failures,
      ),
    },
  })

const pauseRoute = act(
  'pause',
  'pauseReplay',
  'Has a job pause: nothing is written any more when it answers',
  [],
)
const abortRoute = act(
  'abort',
  'abortReplay',
  'Ends a job for good: nothing is written any more when it answers',
  [],
)
const resumeRoute = act(
  'resume',
  'resumeReplay',
  'Lets a paused or interrupted job go on from its checkpoint',
  ['READ_ONLY', 'TOO_MANY_STREAMS'],
)
const verifyRoute = act(
  'verify',
  'verifyReplay',
  'Begins to hold what was written against its source: counts, and a hash that does not depend on the order',
  ['TOO_MANY_STREAMS'],
)

const retryRoute = createRoute({
  method: 'post',
  path: `${FOLDER}/{id}/retry`,
  tags: ['replay'],
  operationId: 'retryReplay',
  summary: 'Plans to write the failed records of a job again, and them alone',
  request: { params: one },
  responses: {
    200: json(ReplayPlan, 'The plan, to be confirmed as any other'),
    ...errorResponses(...KNOWN, ...PLANNING, 'ORIGIN_FORBIDDEN', 'CONTENT_TYPE_UNSUPPORTED', 'REPLAY_STATE'),
  },
})

export function registerReplayRoutes(app: OpenAPIHono<AppEnv>, deps: ReplayRoutesDeps): void {
  const { jobs, checks, gate, known } = deps
  app.openapi(startRoute, async (c) => {
    const cluster = known(c.req.valid('param').c)
    const request = c.req.valid('json')
    const key = c.req.valid('header')[IDEMPOTENCY_HEADER] ?? null
    // Not ended by a caller who leaves: topics may be made already, and the job is to be found then.
    const { signal } = new AbortController()
    const start = () => jobs.start(cluster, request, { key, parent: checks.parentOf(request.plan), signal })
    return c.json(await gate.run(c.req.raw.signal, STARTS, start), 201)
  })
  app.openapi(listRoute, (c) =>
    c.json(jobs.directory.list(known(c.req.valid('param').c), c.req.valid('query').before ?? null), 200),
  )
  app.openapi(readRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    return c.json(jobs.directory.get(known(cluster), id), 200)
  })
  app.openapi(pauseRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    return c.json(await jobs.pause(known(cluster), id), 200)
  })
  app.openapi(abortRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    return c.json(await jobs.abort(known(cluster), id), 200)
  })
  app.openapi(resumeRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    return c.json(await jobs.resume(known(cluster), id), 200)
  })
  app.openapi(verifyRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    return c.json(checks.verify(known(cluster), id), 200)
  })
  app.openapi(retryRoute, async (c) => {
    const { c: cluster, id } = c.req.valid('param')
    const retry = (signal: AbortSignal) => checks.retry(known(cluster), id, signal)
    return c.json(await gate.run(c.req.raw.signal, STARTS, retry), 200)
  })
  registerReplayFileRoutes(app, deps)
}
