import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import { GroupPathId } from '@sluice/shared/groups-path'
import { MovePlan, MovePlanRequest } from '@sluice/shared/groups-reset'
import {
  MoveApplyRequest,
  MovePlanState,
  MoveResult,
  MoveUndoRequest,
  type Snapshot,
  SnapshotList,
} from '@sluice/shared/groups-reset-result'
import type { AppEnv } from '#http/app-env.ts'
import { toErrorBody } from '#http/error-mapping.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import type { Log } from '#http/log.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import type { GroupMoves, MoveDoor } from './reset/group-moves.ts'
import { APPLY_EXAMPLES, PLAN_EXAMPLES, UNDO_EXAMPLES } from './reset/move-examples.ts'

export interface MoveRoutesDeps {
  moves: GroupMoves
  /** Throws `CLUSTER_NOT_FOUND`. */
  door(cluster: string): MoveDoor
  /** Throws `STORE_UNAVAILABLE`. */
  listSnapshots(cluster: string, group: string): Snapshot[]
  gate: StreamGate
  log: Log
}

const FOLDER = '/api/clusters/{c}/groups/{g}/offsets'
const params = z.object({ c: ClusterName, g: GroupPathId })
const READING: readonly ErrorCode[] = [
  ...CLUSTER_FAILURES,
  'TOPIC_NOT_FOUND',
  'GROUP_NOT_FOUND',
  'SNAPSHOT_NOT_FOUND',
  'BOOKMARK_NOT_FOUND',
  'LEADER_UNAVAILABLE',
  'STORE_UNAVAILABLE',
]
const SENDING: readonly ErrorCode[] = [
  'ORIGIN_FORBIDDEN',
  'BODY_TOO_LARGE',
  'CONTENT_TYPE_UNSUPPORTED',
  'TOO_MANY_STREAMS',
]
const WRITING: readonly ErrorCode[] = [
  ...READING,
  ...SENDING,
  'READ_ONLY',
  'GROUP_NOT_EMPTY',
  'PLAN_CHANGED',
  'WRITE_UNKNOWN',
]

/** A plan reads every log it moves in, a move waits for its turn and for the group to be still. */
const PLANS: StreamKind = { name: 'plans of moves', max: 8 }
const MOVES: StreamKind = { name: 'moves of groups', max: 16 }

const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})

const planRoute = createRoute({
  method: 'post',
  path: `${FOLDER}/plan`,
  tags: ['groups'],
  operationId: 'planMove',
  summary: 'What moving a group would do, partition by partition, and whether it may be done now',
  description:
    'The modes are those of kafka-consumer-groups, and more. Changes nothing. Where it may not be done, `blockers` says why. The plan is kept for ten minutes, for apply.',
  request: {
    params,
    body: {
      required: true,
      content: { 'application/json': { schema: MovePlanRequest, examples: PLAN_EXAMPLES } },
    },
  },
  responses: { 200: json(MovePlan, 'The plan'), ...errorResponses(...READING, ...SENDING) },
})

const lookRoute = createRoute({
  method: 'get',
  path: `${FOLDER}/plans/{plan}`,
  tags: ['groups'],
  operationId: 'readMove',
  summary: 'A plan of the last minutes and what became of it, with the second reading of the commits',
  request: {
    params: params.extend({
      plan: z
        .string()
        .max(100)
        .meta({ description: 'The hash of the plan', example: 'a'.repeat(64) }),
    }),
  },
  responses: {
    200: json(MovePlanState, 'The plan and its result'),
    ...errorResponses('CLUSTER_NOT_FOUND', 'PLAN_CHANGED'),
  },
})

const applyRoute = createRoute({
  method: 'post',
  path: `${FOLDER}/apply`,
  tags: ['groups'],
  operationId: 'applyMove',
  summary: 'Carries out a plan: asks everything again, saves all commits, writes, reads back',
  description:
    'Waits first until a consumer that commits without being a member would have been seen (`watch.until` of the plan). Refused while members live. A second apply of the same plan answers as the first did and writes nothing. WRITE_UNKNOWN or `end: unknown`: it was sent and no answer came; `found` says where each commit stands.',
  request: {
    params,
    body: {
      required: true,
      content: { 'application/json': { schema: MoveApplyRequest, examples: APPLY_EXAMPLES } },
    },
  },
  responses: { 200: json(MoveResult, 'What became of each partition'), ...errorResponses(...WRITING) },
})

const undoRoute = createRoute({
  method: 'post',
  path: `${FOLDER}/undo`,
  tags: ['groups'],
  operationId: 'undoMove',
  summary: 'Puts back what a move moved, under the same conditions',
  request: {
    params,
    body: {
      required: true,
      content: { 'application/json': { schema: MoveUndoRequest, examples: UNDO_EXAMPLES } },
    },
  },
  responses: { 200: json(MoveResult, 'What became of each partition'), ...errorResponses(...WRITING) },
})

const snapshotsRoute = createRoute({
  method: 'get',
  path: `${FOLDER}/snapshots`,
  tags: ['groups'],
  operationId: 'listSnapshots',
  summary: 'Offsets of the group as they were saved before each move, newest first',
  request: { params },
  responses: {
    200: json(SnapshotList, 'What can be gone back to'),
    ...errorResponses('CLUSTER_NOT_FOUND', 'STORE_UNAVAILABLE'),
  },
})

export function registerMoveRoutes(app: OpenAPIHono<AppEnv>, deps: MoveRoutesDeps): void {
  const { moves, listSnapshots, door, gate, log } = deps
  app.openapi(planRoute, async (c) => {
    const { c: cluster, g: group } = c.req.valid('param')
    const plan = await gate.run(c.req.raw.signal, PLANS, (signal) =>
      moves.plan(door(cluster), group, c.req.valid('json'), signal),
    )
    return c.json(plan, 200)
  })
  app.openapi(lookRoute, (c) => {
    const { c: cluster, g: group, plan } = c.req.valid('param')
    return c.json(moves.look(door(cluster).cluster, group, plan), 200)
  })
  // Not ended by a caller who leaves: what was sent is told to who asks again.
  app.openapi(applyRoute, async (c) => {
    const { c: cluster, g: group } = c.req.valid('param')
    const request = c.req.valid('json')
    const work = () => gate.run(c.req.raw.signal, MOVES, () => moves.apply(door(cluster), group, request))
    return c.json(await logged(log, trailOf(c, { cluster, group, ...request }), work), 200)
  })
  app.openapi(undoRoute, async (c) => {
    const { c: cluster, g: group } = c.req.valid('param')
    const request = c.req.valid('json')
    const work = () => gate.run(c.req.raw.signal, MOVES, () => moves.undo(door(cluster), group, request))
    return c.json(await logged(log, trailOf(c, { cluster, group, ...request }), work), 200)
  })
  app.openapi(snapshotsRoute, (c) => {
    const { c: cluster, g: group } = c.req.valid('param')
    return c.json({ snapshots: listSnapshots(door(cluster).cluster, group) }, 200)
  })
}

interface Asked {
  cluster: string
  group: string
  who: string
  why: string
  plan?: string
  snapshot?: string
}

type Context = { get(name: 'requestId'): string; env: Partial<AppEnv['Bindings']> | undefined }

/** Who, in their own words and by address, asked for what. */
function trailOf(c: Context, { cluster, group, who, why, plan, snapshot }: Asked) {
  const from = c.env?.incoming?.socket?.remoteAddress ?? 'unknown'
  return { requestId: c.get('requestId'), from, cluster, group, who, why, plan, snapshot }
}

async function logged(
  log: Log,
  trail: ReturnType<typeof trailOf>,
  work: () => Promise<MoveResult>,
): Promise<MoveResult> {
  try {
    const result = await work()
    const { end, mode, replayed, snapshot, rows } = result
    log.audit('group-moved', { ...trail, mode, end, replayed, snapshot, partitions: rows.length })
    return result
  } catch (error) {
    const { code, message } = toErrorBody(error, trail.requestId)
    log.audit('group-move-failed', { ...trail, code, message })
    throw error
  }
}
