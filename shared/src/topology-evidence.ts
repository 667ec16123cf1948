import { z } from 'zod'
import { Offset, Partition, TopicName } from './units.ts'

/**
 * What evidence can be about. `session` is a producer id (its epoch does not matter: it rises with every transaction of
 * version 2); `claim` is what records say of their writer (`source=rental`); `plain` is traffic without a producer id,
 * told apart by its shape. `service` is what rules make of the others.
 */
export const ENTITY_KINDS = [
  'topic',
  'group',
  'member',
  'client',
  'host',
  'session',
  'transactional-id',
  'claim',
  'plain',
  'application',
  'principal',
  'service',
] as const
/** One of {@link ENTITY_KINDS}. */
export const EntityKind = z.enum(ENTITY_KINDS).meta({ id: 'EntityKind' })
export type EntityKind = z.infer<typeof EntityKind>

/** A kind and a name with a colon between: `topic:rental.book-rented`, `session:4001`. The name may hold any text. */
export const EntityId = z
  .string()
  .max(33_000)
  .refine((text) => ENTITY_KINDS.some((kind) => text.startsWith(`${kind}:`)), 'must be kind:name')
  .meta({ description: 'What it is, by kind and name', example: 'topic:rental.book-rented' })
export type EntityId = z.infer<typeof EntityId>

/** Puts a kind and a name together, see {@link EntityId}. */
export const entityId = (kind: EntityKind, name: string): EntityId => `${kind}:${name}`

/** Takes an id apart; null where it has no known kind. */
export function readEntityId(id: string): { kind: EntityKind; name: string } | null {
  const colon = id.indexOf(':')
  const kind = ENTITY_KINDS.find((known) => known === id.slice(0, colon))
  return kind ? { kind, name: id.slice(colon + 1) } : null
}

/**
 * What a piece of evidence says. `writes`, `reads`: it was done. `mayWrite`, `mayRead`: it is permitted. `partOf`: the
 * subject belongs to the object (a member to its group, a session to its transactional id, a session to the group whose
 * offsets it commits). `causes`: records of one topic follow from those of another.
 */
export const RELATIONS = ['writes', 'reads', 'mayWrite', 'mayRead', 'partOf', 'causes'] as const
/** One of {@link RELATIONS}. */
export const Relation = z.enum(RELATIONS).meta({ id: 'Relation' })
export type Relation = z.infer<typeof Relation>

/** Who found it: one collector each. `people` are the rules that people made. */
export const EVIDENCE_SOURCES = [
  'groups',
  'producers',
  'census',
  'transactions',
  'commits',
  'headers',
  'streams',
  'acls',
  'inference',
  'people',
] as const
/** One of {@link EVIDENCE_SOURCES}. */
export const EvidenceSource = z.enum(EVIDENCE_SOURCES).meta({ id: 'EvidenceSource' })
export type EvidenceSource = z.infer<typeof EvidenceSource>

/**
 * Kinds of proof that are independent of each other: of one class only the best piece counts towards certainty.
 * `protocol` the broker's own word (members, commits, producer ids), `header` what records say, `metadata` what a
 * framework says of itself, `acl` permission, `statistics` inference, `name` likeness of names, `people` said by hand.
 */
export const EVIDENCE_CLASSES = [
  'protocol',
  'header',
  'metadata',
  'acl',
  'statistics',
  'name',
  'people',
] as const
/** One of {@link EVIDENCE_CLASSES}. */
export const EvidenceClass = z.enum(EVIDENCE_CLASSES).meta({ id: 'EvidenceClass' })
export type EvidenceClass = z.infer<typeof EvidenceClass>

/** Where it can be looked up: a record, or the answer of an API. */
export const EvidenceSample = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('record'), topic: TopicName, partition: Partition, offset: Offset }),
    z.object({
      kind: z.literal('api'),
      api: z.string().describe('Kafka’s name of it, such as DescribeProducers'),
      answer: z.record(z.string(), z.string()).describe('The fields that say so'),
    }),
  ])
  .meta({ id: 'EvidenceSample' })
export type EvidenceSample = z.infer<typeof EvidenceSample>

/** One piece of evidence, with when it was seen. */
export const Evidence = z
  .object({
    subject: EntityId,
    relation: Relation,
    object: EntityId,
    source: EvidenceSource,
    class: EvidenceClass,
    weight: z.number().min(0).max(1).describe('How sure this piece alone makes it, fresh'),
    firstSeen: z.int(),
    lastSeen: z.int(),
    count: z.int().describe('How often it was seen in the window: batches, records or answers'),
    sample: EvidenceSample.nullable(),
    facts: z
      .record(z.string(), z.string())
      .describe('What else was seen, such as codec, clientId, host, records, bytes, header, value'),
  })
  .meta({ id: 'Evidence' })
export type Evidence = z.infer<typeof Evidence>
