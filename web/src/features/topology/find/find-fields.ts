import { GROUP_TYPES } from '@sluice/shared/groups'
import { LAG_STATES } from '@sluice/shared/groups-state'
import { NODE_KINDS, TOPOLOGY_HEALTHS, type TopologyNode } from '@sluice/shared/topology'

/** What a field of a node is: text, one of a few words, a number, or a span of time in milliseconds. */
export type FindField =
  | { is: 'text'; of: (node: TopologyNode) => readonly string[] }
  | { is: 'word'; words: readonly string[]; of: (node: TopologyNode) => readonly string[] }
  | { is: 'number' | 'span'; of: (node: TopologyNode) => number | null }

const PRODUCERS = ['transactional', 'idempotent', 'plain', 'mixed'] as const
/** By the name of a person, so that a word in a search reaches what is nobody's too. */
export const namesOf = (node: TopologyNode): string[] => [
  node.name ?? '',
  ...node.groups.map(({ group }) => group),
  ...(node.writer?.transactionalIds ?? []),
  ...(node.writer?.clients ?? []),
]

/** The largest that is known, or null: of several groups the worst counts. */
function largest(values: readonly (number | null)[]): number | null {
  const known = values.filter((value) => value !== null)
  return known.length === 0 ? null : Math.max(...known)
}

/** What can be asked of a node; null and an empty list are "not known". */
export const FIND_FIELDS: Readonly<Record<string, FindField>> = {
  name: { is: 'text', of: namesOf },
  kind: { is: 'word', words: NODE_KINDS, of: ({ kind }) => [kind] },
  health: { is: 'word', words: TOPOLOGY_HEALTHS, of: ({ health }) => [health] },
  owner: { is: 'text', of: ({ owner }) => (owner === null ? [] : [owner]) },
  state: { is: 'word', words: LAG_STATES, of: ({ groups }) => groups.map(({ lagState }) => lagState) },
  type: { is: 'word', words: GROUP_TYPES, of: ({ groups }) => groups.map(({ type }) => type) },
  lag: {
    is: 'number',
    of: ({ groups }) => largest(groups.map(({ lag }) => (lag === null ? null : Number(lag)))),
  },
  lagtime: { is: 'span', of: ({ groups }) => largest(groups.map(({ time }) => time.ms)) },
  members: { is: 'number', of: ({ groups }) => largest(groups.map(({ members }) => members)) },
  rate: { is: 'number', of: ({ topic }) => topic?.rate.messages ?? null },
  partitions: { is: 'number', of: ({ topic }) => topic?.partitions ?? null },
  retention: {
    is: 'span',
    of: ({ topic }) => (topic?.retentionMs === -1 ? Infinity : (topic?.retentionMs ?? null)),
  },
  writers: { is: 'number', of: ({ topic }) => topic?.writers ?? null },
  readers: { is: 'number', of: ({ topic }) => topic?.readers ?? null },
  sessions: { is: 'number', of: ({ writer }) => writer?.sessions ?? null },
  producer: { is: 'word', words: PRODUCERS, of: ({ writer }) => (writer === null ? [] : [writer.producer]) },
  codec: { is: 'text', of: ({ writer }) => writer?.codecs ?? [] },
}

/** Words that stand alone. Null is "not known". */
export const FIND_FLAGS: Readonly<Record<string, (node: TopologyNode) => boolean | null>> = {
  idle: ({ health }) => (health === 'unknown' ? null : health === 'idle'),
  internal: ({ topic }) => topic?.internal ?? false,
  anonymous: ({ name }) => name === null,
  compacted: ({ topic }) => (topic === null ? false : topic.compacted),
  trouble: ({ health }) => health === 'trouble',
  attention: ({ health }) => health === 'trouble' || health === 'attention',
  unread: ({ topic }) => topic !== null && topic.readers === 0,
  unwritten: ({ topic }) => topic !== null && topic.writers === 0,
  retry: ({ topic }) => topic?.family?.role === 'retry',
  'dead-letter': ({ topic }) => topic?.family?.role === 'dead-letter',
}
