import { type EntityId, type EvidenceSample, entityId } from '@sluice/shared/topology-evidence'
import type { CollectContext, Collected, EvidenceCollector, Observation } from '../evidence.ts'
import type { GroupMembers } from './group-members.ts'
import type { SessionBook } from './session-book.ts'
import { findApplications, type StreamsApplication } from './streams-applications.ts'
import { ToldAgain } from './told-again.ts'

const EVERY_MS = 10_000
const DEADLINE_MS = 10_000
/** Sessions that wrote longer ago are of the past. */
const RECENT_MS = 3_600_000
/** Only the application writes its own topics. */
const SESSION_WEIGHT = 0.97
const TOPIC_WEIGHT = 0.97

/** Kafka Streams applications: their groups, their internal topics, and whoever writes those. Asks Kafka nothing itself. */
export class StreamsCollector implements EvidenceCollector {
  readonly source = 'streams' as const
  readonly everyMs = EVERY_MS
  readonly deadlineMs = DEADLINE_MS
  readonly #members: GroupMembers
  readonly #book: SessionBook
  readonly #told = new ToldAgain()

  constructor(members: GroupMembers, book: SessionBook) {
    this.#members = members
    this.#book = book
  }

  async collect(context: CollectContext, signal: AbortSignal): Promise<Collected> {
    const topics = (await context.topics(signal)).map(({ name }) => name)
    const now = context.now()
    const applications = findApplications(this.#members, topics)
    const recent = [...this.#book.since(now - RECENT_MS)]
    const observations = applications.flatMap((one) => [
      ...groupsAndTopics(one, now),
      ...sessionsOf(one, recent),
    ])
    return { observations: this.#told.filter(observations, now), missing: null, bytes: null, coverage: null }
  }
}

type RecentSession = ReturnType<SessionBook['since']> extends Iterable<infer One> ? One : never

function sessionsOf({ id, topics }: StreamsApplication, recent: readonly RecentSession[]): Observation[] {
  const internal = topics.filter(({ writes }) => writes).map(({ topic }) => topic)
  return recent.flatMap((session) => {
    const { producerId, lastWrite, transactionalId } = session
    const topic = internal.find((one) => session.topics.has(one))
    const named = transactionalId !== null && isTransactionalIdOf(id, transactionalId)
    if (topic === undefined && !named) return []
    const why = named ? { transactionalId } : { topic: topic ?? '' }
    return {
      ...piece(entityId('session', `${producerId}`), 'partOf', entityId('application', id), lastWrite),
      weight: SESSION_WEIGHT,
      sample: null,
      facts: { ...why, lastWrite: `${lastWrite}` },
    }
  })
}

/** With exactly-once a client's id is the application's, a number of its own and that of the thread. */
function isTransactionalIdOf(application: string, transactionalId: string): boolean {
  if (!transactionalId.startsWith(`${application}-`)) return false
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-\d+(?:_\d+)?$/.test(
    transactionalId.slice(application.length + 1),
  )
}

function groupsAndTopics({ id, kind, weight, sign, topics }: StreamsApplication, now: number): Observation[] {
  const application = entityId('application', id)
  const sample: EvidenceSample | null =
    kind === 'streams'
      ? { kind: 'api', api: 'StreamsGroupDescribe', answer: { group: id, ...sign } }
      : { kind: 'api', api: 'DescribeGroups', answer: { group: id, ...sign } }
  const own = topics.flatMap(({ topic, role, subtopology, reads, writes }) => {
    const facts = { role, ...(subtopology !== null && { subtopology }) }
    const rest = { weight: TOPIC_WEIGHT, sample, facts }
    const object = entityId('topic', topic)
    return [
      ...(writes ? [{ ...piece(application, 'writes', object, now), ...rest }] : []),
      ...(reads ? [{ ...piece(application, 'reads', object, now), ...rest }] : []),
    ]
  })
  return [
    { ...piece(entityId('group', id), 'partOf', application, now), weight, sample, facts: sign },
    ...own,
  ]
}

function piece(subject: EntityId, relation: 'writes' | 'reads' | 'partOf', object: EntityId, at: number) {
  return { subject, relation, object, class: 'metadata' as const, at, count: 1 }
}
