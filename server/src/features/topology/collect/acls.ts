import { setImmediate as nextTurn } from 'node:timers/promises'
import { entityId, type Relation } from '@sluice/shared/topology-evidence'
import type { AclEntry } from '#kafka/acls.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { CollectContext, Collected, EvidenceCollector, Observation } from '../evidence.ts'
import { unavailable } from './topic-faults.ts'

const EVERY_MS = 60_000
const DEADLINE_MS = 20_000
/** That it may be done is certain; what is made of that is the graph's to say. */
const WEIGHT = 1
/** A permission for everything says nothing of anything. */
const TOPICS_MAX = 200
/** What is told of all permissions together; an authorizer may keep tens of thousands. */
const TOLD_MAX = 20_000

/** Prefixes are compared with every topic: others have their turn between. */
const SLICE_MS = 12

const WRITES = new Set<AclEntry['operation']>(['all', 'write'])
const READS = new Set<AclEntry['operation']>(['all', 'read'])

/** Who may write and read what: permission, which is never taken for traffic. */
export class AclsCollector implements EvidenceCollector {
  readonly source = 'acls' as const
  readonly everyMs = EVERY_MS
  readonly deadlineMs = DEADLINE_MS

  async collect(context: CollectContext, signal: AbortSignal): Promise<Collected> {
    const topics = (await context.topics(signal)).filter(({ internal }) => !internal)
    try {
      const acls = await context.gateway.describeAcls({ signal, timeoutMs: DEADLINE_MS })
      const denied = acls.filter(({ resource, allowed }) => resource === 'topic' && !allowed)
      const names = new Set(topics.map(({ name }) => name))
      const observations: Observation[] = []
      let since = performance.now()
      let told = 0
      const allowed = acls.filter((acl) => acl.allowed)
      for (const acl of allowed) {
        if (observations.length > TOLD_MAX) break
        for (const one of observe(acl, names, denied, context.now())) observations.push(one)
        told += 1
        if (performance.now() - since < SLICE_MS) continue
        await nextTurn()
        signal.throwIfAborted()
        since = performance.now()
      }
      const missing = told < allowed.length ? tooMany(told, allowed.length) : null
      return { observations, missing, bytes: null, coverage: null }
    } catch (error) {
      if (!(error instanceof KafkaFault)) throw error
      if (error.code === 'NOT_SUPPORTED') return unavailable(error, null)
      if (error.code !== 'NOT_AUTHORIZED') throw error
      return unavailable(error, 'Give the user Sluice connects with Describe on the cluster.')
    }
  }
}

function tooMany(told: number, of: number): Collected['missing'] {
  const reason = `There are ${of} permissions; the first ${told} are shown, which are ${TOLD_MAX} of one program and one topic each.`
  return { whole: false, reason, remedy: null }
}

function observe(
  acl: AclEntry,
  topics: ReadonlySet<string>,
  denied: readonly AclEntry[],
  at: number,
): Observation[] {
  const { resource, principal, operation } = acl
  if (principal === 'User:*') return []
  const permit = (relation: Relation, object: string) => permission(acl, relation, object, at)
  if (resource === 'group') {
    const one = acl.pattern === 'literal' && acl.name !== '*'
    return one && READS.has(operation) ? [permit('mayRead', entityId('group', acl.name))] : []
  }
  if (resource !== 'topic') return []
  const meant = topicsOf(acl, topics)
  if (meant.length > TOPICS_MAX) return []
  return meant.flatMap((name) => {
    const may = (operations: ReadonlySet<AclEntry['operation']>) =>
      operations.has(operation) && !isForbidden(acl, name, operations, denied)
    return [
      ...(may(WRITES) ? [permit('mayWrite', entityId('topic', name))] : []),
      ...(may(READS) ? [permit('mayRead', entityId('topic', name))] : []),
    ]
  })
}

function topicsOf(acl: AclEntry, topics: ReadonlySet<string>): string[] {
  if (acl.pattern === 'literal' && acl.name !== '*') return topics.has(acl.name) ? [acl.name] : []
  return [...topics].filter((name) => covers(acl, name))
}

function covers({ name, pattern }: AclEntry, topic: string): boolean {
  if (pattern === 'prefixed') return topic.startsWith(name)
  return name === '*' || name === topic
}

/** What is forbidden, from wherever, is stronger than what is allowed. */
function isForbidden(
  { principal, host }: AclEntry,
  topic: string,
  operations: ReadonlySet<AclEntry['operation']>,
  denied: readonly AclEntry[],
): boolean {
  return denied.some(
    (other) =>
      (other.principal === principal || other.principal === 'User:*') &&
      (other.host === '*' || other.host === host) &&
      operations.has(other.operation) &&
      covers(other, topic),
  )
}

function permission(acl: AclEntry, relation: Relation, object: string, at: number): Observation {
  const { resource, name, pattern, principal, host, operation } = acl
  const subject = entityId('principal', principal)
  return {
    ...{ subject, relation, object, class: 'acl', weight: WEIGHT, at, count: 1 },
    sample: { kind: 'api', api: 'DescribeAcls', answer: { resource, name, pattern, principal, operation } },
    facts: { pattern: pattern === 'prefixed' ? `${name}*` : name, host, operation },
  }
}
