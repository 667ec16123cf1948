import type { EdgeCertainty, EdgeRemedy } from '@sluice/shared/topology'
import { type EntityKind, type Evidence, readEntityId } from '@sluice/shared/topology-evidence'
import type { TextKey, Translate } from '#lib/i18n/dictionary.ts'

const CLASSES = {
  protocol: 'why.classProtocol',
  header: 'why.classHeader',
  metadata: 'why.classMetadata',
  acl: 'why.classAcl',
  statistics: 'why.classStatistics',
  name: 'why.className',
  people: 'why.classPeople',
} as const
export const classWord = (of: EdgeCertainty['class'], t: Translate): string => t(CLASSES[of])

const KINDS = {
  topic: 'why.kindTopic',
  group: 'why.kindGroup',
  member: 'why.kindMember',
  client: 'why.kindClient',
  host: 'why.kindHost',
  session: 'why.kindSession',
  'transactional-id': 'why.kindTransactionalId',
  claim: 'why.kindClaim',
  plain: 'why.kindPlain',
  application: 'why.kindApplication',
  principal: 'why.kindPrincipal',
  service: 'why.kindService',
} as const satisfies Record<EntityKind, TextKey>

/** An entity as it is called: what it is, and its name. */
export function entityWords(id: string, t: Translate): { kind: string; name: string } {
  const read = readEntityId(id)
  if (read === null) return { kind: '', name: id }
  return { kind: t(KINDS[read.kind]), name: read.name }
}

const RELATIONS = {
  writes: 'why.writes',
  reads: 'why.reads',
  mayWrite: 'why.mayWrite',
  mayRead: 'why.mayRead',
  partOf: 'why.partOf',
  causes: 'why.causes',
} as const
export const relationWord = (relation: Evidence['relation'], t: Translate): string => t(RELATIONS[relation])

const REMEDIES = {
  wait: 'why.remedyWait',
  'name-in-header': 'why.remedyHeader',
  idempotent: 'why.remedyIdempotent',
  'say-who': 'why.remedySayWho',
} as const
export const remedyWords = (remedy: EdgeRemedy, t: Translate): string =>
  remedy.what === 'collector' ? remedy.remedy : t(REMEDIES[remedy.what])

/** Never rounded up to a certainty that is not there. */
export const percentOf = (value: number): string => `${Math.floor(value * 100)} %`
