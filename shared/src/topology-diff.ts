import { z } from 'zod'
import { TopologyEdge, TopologyLevel, TopologyNode, TopologyQuery } from './topology.ts'

const Time = z
  .string()
  .regex(/^\d{12,14}$/, 'must be epoch milliseconds')
  .transform(Number)

/** Query of `GET /api/clusters/{c}/topology/diff`. */
export const TopologyDiffQuery = z.object({
  from: Time.meta({ type: 'integer', description: 'The earlier time', example: 1763700000000 }),
  to: Time.meta({ type: 'integer', description: 'The later time', example: 1763703600000 }),
  window: TopologyQuery.shape.window,
  level: TopologyQuery.shape.level,
})
export type TopologyDiffQuery = z.infer<typeof TopologyDiffQuery>

/** What changed of one that is in both: a name, an owner, its certainty by a tier, its rate by half or more, its health. */
export const TopologyChange = z.object({
  id: z.string(),
  of: z.enum(['node', 'edge']),
  what: z.enum(['name', 'owner', 'tier', 'rate', 'health', 'partitions']),
  before: z.string().nullable(),
  after: z.string().nullable(),
})
export type TopologyChange = z.infer<typeof TopologyChange>

/** `GET /api/clusters/{c}/topology/diff` */
export const TopologyDiff = z.object({
  from: z.int(),
  to: z.int(),
  level: TopologyLevel,
  appeared: z.object({ nodes: z.array(TopologyNode), edges: z.array(TopologyEdge) }),
  vanished: z.object({ nodes: z.array(TopologyNode), edges: z.array(TopologyEdge) }),
  changed: z.array(TopologyChange),
})
export type TopologyDiff = z.infer<typeof TopologyDiff>
