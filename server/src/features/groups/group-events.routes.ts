import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import { CHANGED_MAX, GROUPS_EVENT, GroupsEvent } from '@sluice/shared/groups-events'
import { REPLAY_EVENT, ReplayEvent } from '@sluice/shared/replay-job'
import { TOPOLOGY_EVENT, TopologyEvent } from '@sluice/shared/topology'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import { type AnyFeed, eventStreamResponse, toFeed } from '#http/event-stream.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import type { GroupRoutesDeps } from './groups.routes.ts'
import type { CycleReport, LagBoard } from './lag-board.ts'

export interface GroupEventRoutesDeps extends GroupRoutesDeps {
  boards: GroupRoutesDeps['boards'] & {
    /** Null where lag is not collected. */
    find(cluster: string): LagBoard | null
  }
  gate: StreamGate
  /** What other features say of a cluster on the same stream. */
  further?: (cluster: string) => readonly AnyFeed[]
}

/** One a tab; enough places are left for scans and tails. */
const EVENT_STREAMS: StreamKind = { name: 'event streams', max: 100 }

/** As a plain record: the route types know text as whole strings only. */
const AnyEvent = z.union([GroupsEvent, TopologyEvent, ReplayEvent])
const events: Record<string, { schema: typeof AnyEvent }> = {
  'text/event-stream': { schema: AnyEvent },
}

const eventsRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/events',
  tags: ['groups'],
  operationId: 'watchCluster',
  summary: 'Server-sent events: what each cycle of the collector changed',
  description: [
    `An event "${GROUPS_EVENT}" at the beginning and after each cycle, an event "${TOPOLOGY_EVENT}" at the beginning and when the graph`,
    `is another, one "${REPLAY_EVENT}" with the replay jobs that run and then with each that changed, and a comment as heartbeat every 15 s.`,
    'Each stands for itself: after a reconnection the next one has all there is to know, and Last-Event-ID is not needed.',
  ].join(' '),
  request: { params: z.object({ c: ClusterName }) },
  responses: {
    200: { description: 'The events, until the reader closes', content: events },
    ...errorResponses(...CLUSTER_FAILURES, 'TOO_MANY_STREAMS'),
  },
})

export function registerGroupEventRoutes(
  app: OpenAPIHono<AppEnv>,
  { boards, gate, further }: GroupEventRoutesDeps,
): void {
  app.openapi(eventsRoute, (c) => {
    const cluster = c.req.valid('param').c
    const others = further?.(cluster) ?? []
    // Without lag others may still have something to say; where nobody has, it is said why.
    const board = others.length > 0 ? boards.find(cluster) : boards.board(cluster)
    const feeds = [...(board === null ? [] : [groupsFeed(board)]), ...others]
    return eventStreamResponse({ gate, kind: EVENT_STREAMS, request: c.req.raw, feeds })
  })
}

function groupsFeed(board: LagBoard): AnyFeed {
  return toFeed<GroupsEvent>({
    event: GROUPS_EVENT,
    subscribe: (send) => {
      const { asOf, cycle } = board.health()
      send({ asOf, cycle, changed: null })
      return board.onCycle((report) => send(toEvent(report, board.health().asOf)))
    },
    merge,
  })
}

function toEvent({ cycle, changed, appeared, vanished }: CycleReport, asOf: number | null): GroupsEvent {
  return { asOf, cycle, changed: bounded(changed, appeared, vanished) }
}

function merge(older: GroupsEvent, newer: GroupsEvent): GroupsEvent {
  if (older.changed === null || newer.changed === null) return { ...newer, changed: null }
  return { ...newer, changed: bounded(older.changed, newer.changed) }
}

function bounded(...lists: (readonly string[])[]): string[] | null {
  const all = new Set(lists.flat())
  return all.size > CHANGED_MAX ? null : [...all]
}
