import { z } from 'zod'
import { EntityId } from './topology-evidence.ts'

const Name = z.string().trim().min(1).max(200)

/**
 * Who is who, said by people. Rules are read in their order; a later one wins.
 *
 * - `rename`: this node is called so. `merge`: these entities are one service of that name.
 * - `split`: this entity is not part of the service that evidence put it into.
 * - `owner`: services, groups and topics whose name matches (`*` any text) belong to them.
 * - `header`: records name their writer in this header; or, though it looks so, they do not (`ignore`).
 */
export const IdentityRule = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('rename'), entity: EntityId, name: Name }),
    z.object({ kind: z.literal('merge'), entities: z.array(EntityId).min(1).max(200), name: Name }),
    z.object({ kind: z.literal('split'), entity: EntityId }),
    z.object({ kind: z.literal('owner'), match: z.string().min(1).max(300), owner: Name }),
    z.object({
      kind: z.literal('header'),
      header: z.string().min(1).max(200),
      meaning: z.enum(['service', 'ignore']),
    }),
  ])
  .meta({ id: 'IdentityRule' })
export type IdentityRule = z.infer<typeof IdentityRule>

/** Rules of one cluster at most. */
export const IDENTITY_RULES_MAX = 2_000

/** `GET` and `PUT /api/clusters/{c}/topology/identity`; as a file it is the same JSON. */
export const IdentityRules = z
  .object({
    version: z.string().describe('Send it back with PUT: another one’s change in between is then not lost'),
    rules: z.array(IdentityRule).max(IDENTITY_RULES_MAX),
  })
  .meta({ id: 'IdentityRules' })
export type IdentityRules = z.infer<typeof IdentityRules>

/** Body of `PUT`: who says so, and why, goes into the audit. */
export const IdentityChange = IdentityRules.extend({
  who: z.string().trim().max(200).default('').describe('As they call themselves'),
  why: z.string().trim().max(2_000).default(''),
})
export type IdentityChange = z.infer<typeof IdentityChange>

/** What holds without anybody having said so: shown beside the rules of people, in words. */
export const IdentityConvention = z.object({
  id: z.string(),
  what: z.string().describe('The rule in words'),
  weight: z.number(),
  used: z.int().describe('How many entities it names now'),
})

/** `GET /api/clusters/{c}/topology/identity` */
export const Identity = IdentityRules.extend({ conventions: z.array(IdentityConvention) })
export type Identity = z.infer<typeof Identity>

/** Body of `POST /api/clusters/{c}/topology/identity/import`: makes rules of a file and stores nothing. */
export const IdentityImport = z.object({
  format: z.enum(['sluice', 'backstage', 'asyncapi']),
  text: z.string().max(2_000_000).describe('The file, JSON or YAML'),
})
export type IdentityImport = z.infer<typeof IdentityImport>

/** Its answer: what would be added, and what could not be made use of. */
export const IdentityImported = z.object({
  rules: z.array(IdentityRule),
  ignored: z.array(z.object({ what: z.string(), why: z.string() })),
})
export type IdentityImported = z.infer<typeof IdentityImported>
