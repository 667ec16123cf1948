import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import { ReplaySpec } from '@sluice/shared/replay'
import { ReplayPlan } from '@sluice/shared/replay-plan'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import { SPEC_EXAMPLES } from './plan/plan-examples.ts'
import type { PlansReplays } from './plan/replay-planner.ts'

export interface ReplayPlanRoutesDeps {
  planner: Pick<PlansReplays, 'plan'>
  gate: StreamGate
}

const FAILURES: readonly ErrorCode[] = [
  ...CLUSTER_FAILURES,
  'TOPIC_NOT_FOUND',
  'PARTITION_NOT_FOUND',
  'LEADER_UNAVAILABLE',
  'BOOKMARK_NOT_FOUND',
  'FILTER_INVALID',
  'FILTER_TIMEOUT',
  'FILTER_REFUSED',
  'FILTER_BUSY',
  'ORIGIN_FORBIDDEN',
  'BODY_TOO_LARGE',
  'CONTENT_TYPE_UNSUPPORTED',
  'TOO_MANY_STREAMS',
]

export const REPLAY_PLAN_PATH = /^\/api\/clusters\/[^/]+\/replays\/plan$/
/** Ten thousand records by their places, or a hundred that were edited. */
export const REPLAY_PLAN_BYTES_MAX = 8 * 1024 * 1024

/** Each reads for some seconds what it is about. */
const PLANS: StreamKind = { name: 'plans of replays', max: 4 }

const planRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/replays/plan',
  tags: ['replay'],
  operationId: 'planReplay',
  summary:
    'What re-publishing records would do: how many, into what, who reads it, and what is known to go wrong',
  description:
    'Freezes the ends of the range, reads the selection (or, where it is large, both of its ends), and shows the first and the last records as they are and as they would be written. Writes nothing and makes no topic. The plan is kept for half an hour; a start wants its hash, and asks everything again.',
  request: {
    params: z.object({ c: ClusterName }),
    body: {
      required: true,
      content: { 'application/json': { schema: ReplaySpec, examples: SPEC_EXAMPLES } },
    },
  },
  responses: {
    200: { description: 'The plan', content: { 'application/json': { schema: ReplayPlan } } },
    ...errorResponses(...FAILURES),
  },
})

export function registerReplayPlanRoute(
  app: OpenAPIHono<AppEnv>,
  { planner, gate }: ReplayPlanRoutesDeps,
): void {
  app.openapi(planRoute, async (c) => {
    const { c: cluster } = c.req.valid('param')
    const spec = c.req.valid('json')
    const plan = await gate.run(c.req.raw.signal, PLANS, (signal) => planner.plan(cluster, spec, signal))
    return c.json(plan, 200)
  })
}
