import { toneOfLag } from '@sluice/shared/groups-tone'
import type {
  TopicFacts,
  TopologyEdge,
  TopologyHealth,
  TopologyNode,
  WriterFacts,
} from '@sluice/shared/topology'
import { type EntityId, type Evidence, readEntityId } from '@sluice/shared/topology-evidence'
import type { GroupStanding } from '#features/groups/lag-board.ts'
import type { Actor } from '../identity/actors.ts'
import { compare, type EvidenceIndex } from '../identity/evidence-index.ts'
import { ownerOf } from '../identity/people.ts'
import { groupFacts } from './group-facts.ts'
import { worstHealth } from './health.ts'
import { type Model, standingsOf } from './model.ts'
import type { DrawnTopic, View } from './view.ts'

const PARTS_MAX = 200
const GROUPS_MAX = 50
const LISTED_MAX = 20
const CODECS_MAX = 5
/** One that has not written for so long writes no more, for all that is known. */
const IDLE_MS = 10 * 60_000
const BARE = { owner: null, parts: [], partCount: 0, topic: null, groups: [], writer: null } as const

interface Drawing {
  model: Model
  edges: ReadonlyMap<EntityId, readonly TopologyEdge[]>
}

export function drawNodes(model: Model, view: View, edges: readonly TopologyEdge[]): TopologyNode[] {
  const drawing = { model, edges: edgesByEnd(edges) }
  return [
    ...view.topics.map((topic) => topicNode(topic, drawing)),
    ...view.actors.map((actor) => actorNode(actor, drawing)),
    ...[...view.parts].map(([part, actor]) => partNode(part, actor, drawing)),
    ...view.principals.map((id) => principalNode(id, drawing)),
  ]
}

function edgesByEnd(edges: readonly TopologyEdge[]): Map<EntityId, TopologyEdge[]> {
  const found = new Map<EntityId, TopologyEdge[]>()
  for (const edge of edges)
    for (const id of new Set([edge.from, edge.to])) {
      const known = found.get(id)
      if (known === undefined) found.set(id, [edge])
      else known.push(edge)
    }
  return found
}

function seen(rows: readonly { firstSeen: number; lastSeen: number }[]) {
  if (rows.length === 0) return { firstSeen: null, lastSeen: null }
  return {
    firstSeen: rows.reduce((first, row) => Math.min(first, row.firstSeen), Number.POSITIVE_INFINITY),
    lastSeen: rows.reduce((last, row) => Math.max(last, row.lastSeen), 0),
  }
}

function topicNode({ name, family }: DrawnTopic, { model, edges }: Drawing): TopologyNode {
  const { input } = model
  const id: EntityId = `topic:${name}`
  const known = topicByName(model).get(name)
  const own = edges.get(id) ?? []
  const rate = { ...input.rate(name), ...model.written.get(id) }
  const renamed = input.rules.findLast((rule) => rule.kind === 'rename' && rule.entity === id)
  const facts: TopicFacts = {
    ...{ topic: name, internal: known?.internal ?? name.startsWith('__'), family },
    partitions: known?.partitions ?? null,
    retentionMs: known?.retentionMs ?? null,
    compacted: known?.compacted ?? null,
    rate: {
      ...{ messages: rate.messages, bytes: rate.bytes },
      basis: rate.messages === null ? 'none' : 'topic',
    },
    trend: [...rate.trend],
    writers: own.filter(({ relation, to }) => relation === 'writes' && to === id).length,
    readers: own.filter(({ relation, from }) => relation === 'reads' && from === id).length,
  }
  return {
    ...{ ...BARE, id, kind: 'topic', topic: facts, parts: [], groups: [] },
    ...(renamed?.kind === 'rename'
      ? { name: renamed.name, nameFrom: 'people' as const }
      : { name, nameFrom: null }),
    owner: ownerOf([name], input.rules),
    health: rate.messages === null ? 'unknown' : rate.messages === 0 ? 'idle' : 'ok',
    ...seen(own),
  }
}

const booksOfTopics = new WeakMap<Model, ReadonlyMap<string, Model['input']['topics'][number]>>()

function topicByName(model: Model) {
  const known = booksOfTopics.get(model) ?? new Map(model.input.topics.map((one) => [one.name, one]))
  booksOfTopics.set(model, known)
  return known
}

function actorNode(actor: Actor, { model, edges }: Drawing): TopologyNode {
  const { input, index } = model
  const standings = standingsOf(actor, input.groups)
  const own = edges.get(actor.id) ?? []
  const writes = actor.parts.flatMap((part) => index.by(part, 'writes'))
  const names = [actor.name ?? '', ...actor.parts.map((part) => readEntityId(part)?.name ?? '')]
  const writer = writes.length === 0 ? null : writerFacts(actor, writes, index)
  const healths = standings.map(healthOfGroup)
  if (healths.length === 0)
    healths.push(writer === null || own.length === 0 ? 'unknown' : isIdle(writer, input.at) ? 'idle' : 'ok')
  return {
    ...{ ...BARE, id: actor.id, kind: actor.kind, name: actor.name, nameFrom: actor.nameFrom, writer },
    parts: actor.parts.slice(0, PARTS_MAX),
    partCount: actor.parts.length,
    groups: groupFacts(actor, { index, groups: input.groups }).slice(0, GROUPS_MAX),
    owner: ownerOf(names, input.rules),
    health: worstHealth(healths),
    ...seen(own),
  }
}

/** One that does well and has nobody in it stands still. */
function healthOfGroup({ lagState, members, commitRate }: GroupStanding): TopologyHealth {
  const health = toneOfLag(lagState)
  return health === 'ok' && members === 0 && !commitRate ? 'idle' : health
}

function isIdle(writer: WriterFacts | null, at: number): boolean {
  return writer?.lastWrite != null && at - writer.lastWrite > IDLE_MS
}

function writerFacts(
  { parts }: Pick<Actor, 'parts'>,
  writes: readonly Evidence[],
  index: EvidenceIndex,
): WriterFacts {
  const sessions = parts.filter((part) => part.startsWith('session:'))
  const facts = (name: string, max: number): string[] =>
    [...new Set(writes.flatMap((row) => row.facts[name] ?? []))].sort(compare).slice(0, max)
  const ids = sessions.flatMap((part) =>
    index.by(part, 'partOf').filter(({ object }) => object.startsWith('transactional-id:')),
  )
  const clients = parts.flatMap((part) => index.to(part, 'partOf').flatMap((row) => row.facts.clientId ?? []))
  return {
    ...{ sessions: sessions.length, producer: producerKind(parts, writes, ids.length > 0) },
    transactionalIds: [...new Set(ids.map(({ object }) => object.slice('transactional-id:'.length)))]
      .sort(compare)
      .slice(0, LISTED_MAX),
    clients: [...new Set([...facts('clientId', LISTED_MAX), ...facts('library', LISTED_MAX), ...clients])]
      .sort(compare)
      .slice(0, LISTED_MAX),
    codecs: facts('codec', CODECS_MAX),
    lastWrite: writes.reduce<number | null>((last, { lastSeen }) => Math.max(last ?? 0, lastSeen), null),
  }
}

function producerKind(
  parts: readonly EntityId[],
  writes: readonly Evidence[],
  hasIds: boolean,
): WriterFacts['producer'] {
  const sessions = parts.some((part) => part.startsWith('session:'))
  const plain = parts.some((part) => part.startsWith('plain:'))
  if (sessions && plain) return 'mixed'
  if (!sessions) return 'plain'
  return hasIds || writes.some(({ facts }) => facts.transactional === 'true') ? 'transactional' : 'idempotent'
}

function partNode(id: EntityId, actor: Actor, { model, edges }: Drawing): TopologyNode {
  const own = edges.get(id) ?? []
  const writes = model.index.by(id, 'writes')
  const session = id.startsWith('session:')
  const member = model.index.by(id, 'partOf')[0]
  return {
    ...{ ...BARE, id, kind: session ? 'session' : 'member', parts: [id], partCount: 1, groups: [] },
    name: session ? null : (member?.facts.clientId ?? null),
    nameFrom: session || member === undefined ? null : member.source,
    owner: ownerOf([actor.name ?? ''], model.input.rules),
    writer: writes.length === 0 ? null : writerFacts({ parts: [id] }, writes, model.index),
    health: own.some(({ active }) => active) ? 'ok' : 'idle',
    ...seen(own),
  }
}

function principalNode(id: EntityId, { model, edges }: Drawing): TopologyNode {
  const name = readEntityId(id)?.name ?? id
  return {
    ...{ ...BARE, id, kind: 'principal', name, nameFrom: 'acls', parts: [id], partCount: 1, groups: [] },
    owner: ownerOf([name], model.input.rules),
    health: 'unknown',
    ...seen(edges.get(id) ?? []),
  }
}
