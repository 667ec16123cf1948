import type { Rate } from '@sluice/shared/topology'
import { type EntityId, entityId } from '@sluice/shared/topology-evidence'
import type { GroupStanding } from '#features/groups/lag-board.ts'
import { addRates, type Draft, NO_RATE } from './draft.ts'
import type { GraphInput } from './graph-input.ts'

/** A count is of the minute before it was told. */
const COUNTED_MS = 45_000

/**
 * How much each writer writes: its share of the batches that were looked at, of what the topic takes. Where that is not
 * known, a lone writer writes all of it, and of several it is only known what they write together.
 */
export function writeRates(drafts: readonly Draft[], { rate, at }: Pick<GraphInput, 'rate' | 'at'>): void {
  const byTopic = new Map<EntityId, Draft[]>()
  for (const draft of drafts)
    if (draft.relation === 'writes') byTopic.set(draft.to, [...(byTopic.get(draft.to) ?? []), draft])
  for (const [topic, writers] of byTopic) {
    const { messages, bytes } = rate(topic.slice('topic:'.length))
    const shares = writers.map((draft) => ({ draft, ...countedIn(draft) }))
    const sum = (name: 'records' | 'bytes') => shares.reduce((all, one) => all + one[name], 0)
    const [records, size] = [sum('records'), sum('bytes')]
    for (const { draft, records: own, bytes: ownSize } of shares) {
      const counted = countedRate(draft, at)
      if (counted !== null) draft.rate = counted
      else if (messages === null) draft.rate = NO_RATE
      else if (records === 0 && writers.length > 1) draft.rate = { messages, bytes, basis: 'topic' }
      else {
        const share = records > 0 ? own / records : 1
        const sizeShare = size > 0 ? ownSize / size : share
        const ownBytes = bytes === null ? null : bytes * sizeShare
        draft.rate = { messages: messages * share, bytes: ownBytes, basis: 'edge' }
      }
    }
  }
}

/** A count of all that was written in the last minute is no estimate, and knows of no transaction's end. */
function countedRate({ pieces }: Draft, at: number): Rate | null {
  const counted = pieces.filter(
    ({ row }) => row.source === 'census' && row.facts.messagesPerSecond !== undefined,
  )
  const all = pieces.filter(({ row }) => row.source === 'census' && at - row.lastSeen <= COUNTED_MS)
  if (counted.length === 0 || all.some((piece) => !counted.includes(piece))) return null
  const sum = (name: string) => all.reduce((sum, { row }) => sum + (Number(row.facts[name]) || 0), 0)
  return all.length === 0
    ? null
    : { messages: sum('messagesPerSecond'), bytes: sum('bytesPerSecond'), basis: 'edge' }
}

function countedIn({ pieces }: Draft): { records: number; bytes: number } {
  const seen = pieces.filter(({ row }) => row.source === 'census')
  const sum = (name: string) => seen.reduce((all, { row }) => all + (Number(row.facts[name]) || 0), 0)
  return { records: sum('records'), bytes: sum('bytes') }
}

/** By how its commits move; a topic's bytes are not those that its readers take. */
export function readRate(standings: readonly GroupStanding[], topic: EntityId): Rate {
  return standings
    .flatMap(({ topics }) => topics.filter((one) => entityId('topic', one.topic) === topic))
    .map(
      ({ commitRate }): Rate =>
        commitRate === null ? NO_RATE : { messages: commitRate, bytes: null, basis: 'edge' },
    )
    .reduce(addRates, NO_RATE)
}
