import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi'
import { ClusterName } from '@sluice/shared/clusters'
import {
  Identity,
  IdentityChange,
  IdentityImport,
  IdentityImported,
  IdentityRules,
} from '@sluice/shared/topology-identity'
import type { AppEnv } from '#http/app-env.ts'
import { errorResponses } from '#http/error-responses.ts'
import { importRules } from './identity/import-rules.ts'
import type { TopologyRoutesDeps } from './topology.routes.ts'

const inCluster = z.object({ c: ClusterName })
const READ = ['CLUSTER_NOT_FOUND', 'NOT_SUPPORTED', 'STORE_UNAVAILABLE'] as const
const SENT = ['ORIGIN_FORBIDDEN', 'CONTENT_TYPE_UNSUPPORTED', 'BODY_TOO_LARGE'] as const

/** A catalog of a whole company, as a text within JSON. */
export const IDENTITY_BODY_BYTES_MAX = 6 << 20
export const IDENTITY_PATH = /^\/api\/clusters\/[^/]+\/topology\/identity(\/import)?$/

const RULES = [
  { kind: 'merge', entities: ['group:library.member', 'session:4001'], name: 'member' },
  { kind: 'rename', entity: 'group:library.best-book', name: 'best-book' },
  { kind: 'split', entity: 'session:4001' },
  { kind: 'owner', match: 'rental.*', owner: 'team-lending' },
  { kind: 'header', header: 'source', meaning: 'service' },
]
const ASYNCAPI = [
  'asyncapi: 3.0.0',
  'info: { title: rental, version: 1.0.0, x-owner: team-lending }',
  'channels: { rented: { address: rental.book-rented } }',
  'operations: { tell: { action: send, channel: { $ref: "#/channels/rented" } } }',
].join('\n')

const readRoute = createRoute({
  method: 'get',
  path: '/api/clusters/{c}/topology/identity',
  tags: ['topology'],
  operationId: 'identity',
  summary: 'Who is who: the rules that people made, and what holds without any, with how many each names',
  request: { params: inCluster },
  responses: {
    200: { description: 'The rules', content: { 'application/json': { schema: Identity } } },
    ...errorResponses(...READ),
  },
})

const changeRoute = createRoute({
  method: 'put',
  path: '/api/clusters/{c}/topology/identity',
  tags: ['topology'],
  operationId: 'changeIdentity',
  summary: 'Changes the rules of who is who; nothing is written to Kafka',
  description:
    'All rules in place of those of the version that is sent along. Who did it and why is kept in the audit.',
  request: {
    params: inCluster,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: IdentityChange,
          examples: {
            rules: {
              summary: 'One of each kind',
              value: { version: '0', rules: RULES, who: 'mina', why: 'as the teams told' },
            },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'The rules as they are now',
      content: { 'application/json': { schema: IdentityRules } },
    },
    ...errorResponses(...READ, ...SENT, 'READ_ONLY', 'RULES_CHANGED'),
  },
})

const importRoute = createRoute({
  method: 'post',
  path: '/api/clusters/{c}/topology/identity/import',
  tags: ['topology'],
  operationId: 'importIdentity',
  summary: 'Makes rules of a file: of Sluice, of a Backstage catalog, of AsyncAPI; stores nothing',
  request: {
    params: inCluster,
    body: {
      required: true,
      content: {
        'application/json': {
          schema: IdentityImport,
          examples: {
            asyncapi: { summary: 'An AsyncAPI document', value: { format: 'asyncapi', text: ASYNCAPI } },
            sluice: {
              summary: 'Rules of Sluice',
              value: { format: 'sluice', text: JSON.stringify({ rules: RULES }) },
            },
          },
        },
      },
    },
  },
  responses: {
    200: {
      description: 'What would be added',
      content: { 'application/json': { schema: IdentityImported } },
    },
    ...errorResponses(...READ, ...SENT),
  },
})

export function registerIdentityRoutes(app: OpenAPIHono<AppEnv>, { topologies }: TopologyRoutesDeps): void {
  app.openapi(readRoute, (c) => c.json(topologies.of(c.req.valid('param').c).identity(), 200))
  app.openapi(changeRoute, (c) =>
    c.json(topologies.of(c.req.valid('param').c).changeIdentity(c.req.valid('json')), 200),
  )
  app.openapi(importRoute, (c) => {
    topologies.of(c.req.valid('param').c)
    return c.json(importRules(c.req.valid('json')), 200)
  })
}
