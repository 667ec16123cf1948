import { createRoute, type OpenAPIHono } from '@hono/zod-openapi'
import {
  AlertRule,
  AlertRuleBody,
  AlertRuleId,
  AlertRuleList,
  DryRun,
  DryRunRequest,
} from '@sluice/shared/alerts'
import type { AppEnv } from '#http/app-env.ts'
import { errorResponses } from '#http/error-responses.ts'
import type { StreamKind } from '#http/stream-gate.ts'
import { CHANGING, doneAnswer, inCluster, READING, SENDING } from './alert-answers.ts'
import type { AlertRoutesDeps } from './alerts.routes.ts'

const ofRule = inCluster.extend({ id: AlertRuleId })

const RULE = {
  ...{ name: 'Library is late', groups: ['library.*', '!library.test-*'], severity: 'critical' },
  ...{ condition: { kind: 'lagTime', aboveMs: 300_000 }, forMs: 120_000, labels: { team: 'books' } },
}
const EXAMPLES = {
  late: { summary: 'The oldest unread message is older than 5 min', value: RULE },
  stuck: {
    summary: 'Members are alive or gone, and nothing moves',
    value: { name: 'Stuck', groups: ['*'], condition: { kind: 'state', states: ['STALLED', 'STOPPED'] } },
  },
}

const listRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/alerts/rules',
  tags: ['alerts'],
  operationId: 'listAlertRules',
  summary: 'Alert rules of the configuration and of the store, with what they match and what fires',
  request: { params: inCluster },
  responses: {
    200: { description: 'The rules', content: { 'application/json': { schema: AlertRuleList } } },
    ...errorResponses(...READING),
  },
})

const createRuleRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/alerts/rules',
  tags: ['alerts'],
  operationId: 'createAlertRule',
  summary: 'Adds a rule; nothing is written to Kafka',
  request: {
    params: inCluster,
    body: { required: true, content: { 'application/json': { schema: AlertRuleBody, examples: EXAMPLES } } },
  },
  responses: {
    201: { description: 'The rule', content: { 'application/json': { schema: AlertRule } } },
    ...errorResponses(...CHANGING),
  },
})

const replaceRuleRoute = createRoute({
  method: 'put',
  path: '/api/clusters/{c}/alerts/rules/{id}',
  tags: ['alerts'],
  operationId: 'replaceAlertRule',
  summary: 'Changes a rule; alerts of a condition that is no longer the same end',
  request: {
    params: ofRule,
    body: { required: true, content: { 'application/json': { schema: AlertRuleBody, examples: EXAMPLES } } },
  },
  responses: {
    200: { description: 'The rule', content: { 'application/json': { schema: AlertRule } } },
    ...errorResponses(...CHANGING, 'ALERT_RULE_NOT_FOUND'),
  },
})

const deleteRuleRoute = createRoute({
  method: 'delete',
  path: '/api/clusters/{c}/alerts/rules/{id}',
  tags: ['alerts'],
  operationId: 'deleteAlertRule',
  summary: 'Deletes a rule; its alerts end',
  request: { params: ofRule },
  responses: {
    200: doneAnswer('It is no more'),
    ...errorResponses(...CHANGING, 'ALERT_RULE_NOT_FOUND'),
  },
})

const dryRunRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/alerts/rules/dry-run',
  tags: ['alerts'],
  operationId: 'dryRunAlertRule',
  summary: 'When a rule would have fired, by the history that is kept',
  request: {
    params: inCluster,
    body: {
      required: true,
      content: {
        'application/json': { schema: DryRunRequest, examples: { late: { value: { rule: RULE } } } },
      },
    },
  },
  responses: {
    200: { description: 'What it would have done', content: { 'application/json': { schema: DryRun } } },
    ...errorResponses(...SENDING, 'TOO_MANY_STREAMS'),
  },
})

/** Each reads the history of up to two hundred groups. */
const DRY_RUNS: StreamKind = { name: 'dry runs of rules', max: 4 }

export function registerAlertRuleRoutes(app: OpenAPIHono<AppEnv>, { alerts, gate }: AlertRoutesDeps): void {
  app.openapi(listRoute, (c) => c.json(alerts.of(c.req.valid('param').c).rules(), 200))
  app.openapi(dryRunRoute, async (c) => {
    const found = alerts.of(c.req.valid('param').c)
    const run = await gate.run(c.req.raw.signal, DRY_RUNS, (signal) =>
      found.dryRun(c.req.valid('json'), signal),
    )
    return c.json(run, 200)
  })
  app.openapi(createRuleRoute, (c) =>
    c.json(alerts.changing(c.req.valid('param').c).createRule(c.req.valid('json')), 201),
  )
  app.openapi(replaceRuleRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    return c.json(alerts.changing(cluster).replaceRule(id, c.req.valid('json')), 200)
  })
  app.openapi(deleteRuleRoute, (c) => {
    const { c: cluster, id } = c.req.valid('param')
    alerts.changing(cluster).deleteRule(id)
    return c.json({ ok: true as const }, 200)
  })
}
