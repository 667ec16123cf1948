import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ReceiverName } from '@sluice/shared/alerts'
import {
  AcknowledgeBody,
  AlertCounts,
  AlertList,
  AlertMute,
  AlertMuteBody,
  ReceiverTest,
} from '@sluice/shared/alerts-state'
import type { AppEnv } from '#http/app-env.ts'
import { errorResponses } from '#http/error-responses.ts'
import type { StreamGate, StreamKind } from '#http/stream-gate.ts'
import { CHANGING, doneAnswer, inCluster, READING } from './alert-answers.ts'
import type { ClusterAlerts } from './cluster-alerts.ts'
import type { ReceiverDoor } from './delivery/receivers.ts'

export interface AlertRoutesDeps {
  alerts: {
    /** Throws `CLUSTER_NOT_FOUND`, and `NOT_SUPPORTED` where groups are not watched. */
    of(cluster: string): ClusterAlerts
    /** Throws `READ_ONLY` too, where nobody may change them. */
    changing(cluster: string): ClusterAlerts
    receivers: ReceiverDoor
  }
  gate: StreamGate
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/alerts',
  tags: ['alerts'],
  operationId: 'listAlerts',
  summary: 'Alerts that fire or wait to, worst first; those that ended; mutes and receivers',
  request: { params: inCluster },
  responses: {
    200: { description: 'The alerts', content: { 'application/json': { schema: AlertList } } },
    ...errorResponses(...READING),
  },
})

const countsRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/alerts/counts',
  tags: ['alerts'],
  operationId: 'countAlerts',
  summary: 'How many alerts fire and wait to',
  request: { params: inCluster },
  responses: {
    200: { description: 'The counts', content: { 'application/json': { schema: AlertCounts } } },
    ...errorResponses(...READING),
  },
})

const acknowledgeRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/alerts/acknowledge',
  tags: ['alerts'],
  operationId: 'acknowledgeAlert',
  summary: 'Says that somebody is at an alert, or no longer is',
  request: {
    params: inCluster,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: AcknowledgeBody,
          examples: {
            hour: { value: { id: 'config-1.1700000000000.b3JkZXJz', forMs: 3_600_000, by: 'Min' } },
          },
        },
      },
    },
  },
  responses: { 200: doneAnswer('It is so'), ...errorResponses(...CHANGING, 'NOT_FOUND') },
})

const muteRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/alerts/mutes',
  tags: ['alerts'],
  operationId: 'muteAlerts',
  summary: 'Sends no notices for some groups until a time',
  request: {
    params: inCluster,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: AlertMuteBody,
          examples: {
            deploy: { value: { groups: ['library.*'], forMs: 1_800_000, by: 'Min', note: 'deploy' } },
          },
        },
      },
    },
  },
  responses: {
    201: { description: 'The mute', content: { 'application/json': { schema: AlertMute } } },
    ...errorResponses(...CHANGING),
  },
})

const endMuteRoute = createRoute({
  method: 'delete',
  path: '/api/clusters/{c}/alerts/mutes/{m}',
  tags: ['alerts'],
  operationId: 'endMute',
  summary: 'Ends a mute: what still fires is told now',
  request: { params: inCluster.extend({ m: z.string().max(100).meta({ description: 'Id of a mute' }) }) },
  responses: { 200: doneAnswer('It is so'), ...errorResponses(...CHANGING, 'NOT_FOUND') },
})

const testRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/alerts/receivers/{r}/test',
  tags: ['alerts'],
  operationId: 'testReceiver',
  summary: 'Sends one test alert to a receiver of the configuration, and says what came of it',
  request: { params: inCluster.extend({ r: ReceiverName }) },
  responses: {
    200: { description: 'What came of it', content: { 'application/json': { schema: ReceiverTest } } },
    ...errorResponses(...CHANGING, 'NOT_FOUND', 'TOO_MANY_STREAMS'),
  },
})

/** Each waits for somebody else’s server. */
const TESTS: StreamKind = { name: 'tests of receivers', max: 4 }

export function registerAlertRoutes(app: OpenAPIHono<AppEnv>, { alerts, gate }: AlertRoutesDeps): void {
  app.openapi(listRoute, (c) => c.json(alerts.of(c.req.valid('param').c).list(), 200))
  app.openapi(countsRoute, (c) => c.json(alerts.of(c.req.valid('param').c).counts(), 200))
  app.openapi(acknowledgeRoute, (c) => {
    alerts.changing(c.req.valid('param').c).acknowledge(c.req.valid('json'))
    return c.json({ ok: true as const }, 200)
  })
  app.openapi(muteRoute, (c) =>
    c.json(alerts.changing(c.req.valid('param').c).addMute(c.req.valid('json')), 201),
  )
  app.openapi(endMuteRoute, (c) => {
    const { c: cluster, m } = c.req.valid('param')
    alerts.changing(cluster).endMute(m)
    return c.json({ ok: true as const }, 200)
  })
  app.openapi(testRoute, async (c) => {
    const { c: cluster, r } = c.req.valid('param')
    alerts.changing(cluster)
    const tested = await gate.run(c.req.raw.signal, TESTS, () => alerts.receivers.test(r, cluster))
    return c.json(tested, 200)
  })
}
