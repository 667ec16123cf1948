import type { GroupDescription } from '#kafka/groups.ts'
import type { GroupMembers } from './group-members.ts'
import type { SeenGroup } from './read-groups.ts'

/** A Kafka Streams application; its id is its group's. */
export interface StreamsApplication {
  id: string
  kind: 'streams' | 'classic'
  /** How sure it is one. */
  weight: number
  /** By what it is known. */
  sign: Record<string, string>
  topics: StreamsTopic[]
}

/** A topic that an application uses. */
export interface StreamsTopic {
  topic: string
  role: 'source' | 'repartition' | 'changelog'
  subtopology: string | null
  reads: boolean
  writes: boolean
}

/** The protocol is that of Streams. */
const SPOKEN = 0.99
/** Streams names its consumers so, whatever the client id is set to. */
const CLIENT = /-StreamThread-\d+(?:-consumer)?$/
const CLIENT_WEIGHT = 0.97
/** Nobody is there to ask, but its topics are. */
const TOPICS_WEIGHT = 0.9

export function findApplications(members: GroupMembers, topics: readonly string[]): StreamsApplication[] {
  const groups = members.groups()
  const own = internalTopics(groups, topics)
  return groups.flatMap((group) => {
    const description = members.of(group)
    const internal = own.get(group.group) ?? []
    const known = signOf(group, description, internal)
    if (known === null) return []
    const told = toldTopics(description)
    const named = internal.filter((topic) => !told.some((one) => one.topic === topic)).map(namedTopic)
    const kind = group.kind === 'streams' ? ('streams' as const) : ('classic' as const)
    return [{ id: group.group, kind, ...known, topics: [...told, ...named] }]
  })
}

function signOf({ kind }: SeenGroup, description: GroupDescription | null, internal: readonly string[]) {
  if (kind === 'streams') return { weight: SPOKEN, sign: { kind } }
  if (kind !== 'classic') return null
  const client = description?.members.find(({ clientId }) => CLIENT.test(clientId))
  if (client !== undefined) return { weight: CLIENT_WEIGHT, sign: { clientId: client.clientId } }
  const [topic] = internal
  return topic === undefined ? null : { weight: TOPICS_WEIGHT, sign: { topic } }
}

function toldTopics(description: GroupDescription | null): StreamsTopic[] {
  return (description?.subtopologies ?? []).flatMap(({ id, reads, writes }) => {
    const inner = writes.map((topic) => ({ ...namedTopic(topic), subtopology: id }))
    // What one part writes another reads: it is told there.
    const outer = reads.filter((topic) => roleOf(topic) === 'source')
    return [
      ...inner,
      ...outer.map((topic) => ({
        ...{ topic, role: 'source' as const, subtopology: id, reads: true, writes: false },
      })),
    ]
  })
}

/** It writes both kinds; it reads back a changelog only to restore what it has lost. */
function namedTopic(topic: string): StreamsTopic {
  return {
    topic,
    role: roleOf(topic),
    subtopology: null,
    reads: roleOf(topic) === 'repartition',
    writes: true,
  }
}

function roleOf(topic: string): StreamsTopic['role'] {
  if (topic.endsWith('-changelog')) return 'changelog'
  return topic.endsWith('-repartition') ? 'repartition' : 'source'
}

/** Internal topics by the group whose id they begin with; of two that fit, the longer id. */
function internalTopics(groups: readonly SeenGroup[], topics: readonly string[]): Map<string, string[]> {
  const ids = new Set(groups.map(({ group }) => group))
  const own = new Map<string, string[]>()
  for (const topic of topics) {
    if (roleOf(topic) === 'source') continue
    const id = longestPrefix(topic, ids)
    if (id !== null) own.set(id, [...(own.get(id) ?? []), topic])
  }
  return own
}

function longestPrefix(topic: string, ids: ReadonlySet<string>): string | null {
  for (let dash = topic.lastIndexOf('-'); dash > 0; dash = topic.lastIndexOf('-', dash - 1)) {
    const id = topic.slice(0, dash)
    if (ids.has(id)) return id
  }
  return null
}
