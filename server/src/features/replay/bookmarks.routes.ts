import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName, type ReadOnlyReason } from '@sluice/shared/clusters'
import type { ErrorCode } from '@sluice/shared/errors'
import { BookmarkId } from '@sluice/shared/replay-bookmark-id'
import { Bookmark, BookmarkDraft, BookmarkList } from '@sluice/shared/replay-bookmarks'
import type { AppEnv } from '#http/app-env.ts'
import { CLUSTER_FAILURES, errorResponses } from '#http/error-responses.ts'
import { readOnlyError } from '#http/read-only-error.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { Bookmarks } from './bookmarks/bookmarks.ts'

export interface BookmarkRoutesDeps {
  bookmarks: Bookmarks
  clusters: {
    /** Throws `CLUSTER_NOT_FOUND`. */
    gateway(name: string): KafkaGateway
  }
  gate: StreamGate
  /** Why nobody may set or delete one; null: who reaches Sluice may. */
  readOnly: ReadOnlyReason | null
}

const FOLDER = '/api/clusters/{c}/bookmarks'
const inCluster = z.object({ c: ClusterName })
const ofOne = inCluster.extend({ id: BookmarkId })
const KEPT: readonly ErrorCode[] = ['CLUSTER_NOT_FOUND', 'STORE_UNAVAILABLE']

/** A cut asks every leader of its topics. */
const CUTS: StreamKind = { name: 'bookmarks that are being set', max: 8 }

const EXAMPLES = {
  now: {
    summary: 'Where two topics end now',
    value: {
      name: 'before the deploy',
      who: 'mina',
      cut: { kind: 'now', topics: ['orders', 'payments'] },
    },
  },
  time: {
    summary: 'Before the first record at or after a time',
    value: { name: 'the incident begins', cut: { kind: 'time', topics: ['orders'], ms: 1_760_000_000_000 } },
  },
  group: {
    summary: 'Where a group stands',
    value: { name: 'read by then', cut: { kind: 'group', group: 'library.member' } },
  },
  offsets: {
    summary: 'Offsets, such as those of a scan',
    value: {
      name: 'from here',
      cut: { kind: 'offsets', offsets: [{ topic: 'orders', partition: 0, offset: '12' }] },
    },
  },
}

const listRoute = createRoute({
  method: 'get',
  path: FOLDER,
  tags: ['replay'],
  operationId: 'listBookmarks',
  summary: 'Cuts through topics that people keep, newest first',
  request: { params: inCluster },
  responses: {
    200: { description: 'Without their offsets', content: { 'application/json': { schema: BookmarkList } } },
    ...errorResponses(...KEPT),
  },
})

const readRoute = createRoute({
  method: 'get',
  path: `${FOLDER}/{id}`,
  tags: ['replay'],
  operationId: 'readBookmark',
  summary: 'One of them with its offsets',
  request: { params: ofOne },
  responses: {
    200: { description: 'The cut', content: { 'application/json': { schema: Bookmark } } },
    ...errorResponses(...KEPT, 'BOOKMARK_NOT_FOUND'),
  },
})

const setRoute = createRoute({
  method: 'post',
  path: FOLDER,
  tags: ['replay'],
  operationId: 'setBookmark',
  summary: 'Keeps a cut through topics under a name, whole or not at all',
  description:
    'Writes nothing to Kafka. The offsets stay; of a topic that is deleted and created anew they say nothing any more. Who set it is kept in the audit.',
  request: {
    params: inCluster,
    body: { required: true, content: { 'application/json': { schema: BookmarkDraft, examples: EXAMPLES } } },
  },
  responses: {
    200: { description: 'The cut', content: { 'application/json': { schema: Bookmark } } },
    ...errorResponses(
      ...CLUSTER_FAILURES,
      ...KEPT,
      'READ_ONLY',
      'TOPIC_NOT_FOUND',
      'PARTITION_NOT_FOUND',
      'GROUP_NOT_FOUND',
      'LEADER_UNAVAILABLE',
      'ORIGIN_FORBIDDEN',
      'BODY_TOO_LARGE',
      'CONTENT_TYPE_UNSUPPORTED',
      'TOO_MANY_STREAMS',
    ),
  },
})

const deleteRoute = createRoute({
  method: 'delete',
  path: `${FOLDER}/{id}`,
  tags: ['replay'],
  operationId: 'deleteBookmark',
  summary: 'Forgets a cut; links that name it lead nowhere then',
  request: {
    params: ofOne,
    query: z.object({ who: z.string().max(200).default('').describe('As the person calls themselves') }),
  },
  responses: {
    200: {
      description: 'It is no more',
      content: { 'application/json': { schema: z.object({ ok: z.literal(true) }) } },
    },
    ...errorResponses(
      ...KEPT,
      'READ_ONLY',
      'BOOKMARK_NOT_FOUND',
      'ORIGIN_FORBIDDEN',
      'CONTENT_TYPE_UNSUPPORTED',
    ),
  },
})

export function registerBookmarkRoutes(app: OpenAPIHono<AppEnv>, deps: BookmarkRoutesDeps): void {
  const { bookmarks, clusters, gate, readOnly } = deps
  const refuseChange = (cluster: string) => {
    if (readOnly === null) return
    throw readOnlyError(`Bookmarks of "${cluster}" can be used here and not changed.`, readOnly)
  }
  app.openapi(listRoute, (c) => {
    const { c: cluster } = c.req.valid('param')
    clusters.gateway(cluster)
    return c.json({ bookmarks: bookmarks.list(cluster), readOnly }, 200)
  })
  app.openapi(readRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    clusters.gateway(cluster)
    return c.json(bookmarks.find(cluster, id), 200)
  })
  app.openapi(setRoute, async (c) => {
    const { c: cluster } = c.req.valid('param')
    refuseChange(cluster)
    const door = { cluster, gateway: clusters.gateway(cluster) }
    const set = (signal: AbortSignal) => bookmarks.set(door, c.req.valid('json'), { signal })
    return c.json(await gate.run(c.req.raw.signal, CUTS, set), 200)
  })
  app.openapi(deleteRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    clusters.gateway(cluster)
    refuseChange(cluster)
    bookmarks.remove(cluster, id, c.req.valid('query').who)
    return c.json({ ok: true as const }, 200)
  })
}
