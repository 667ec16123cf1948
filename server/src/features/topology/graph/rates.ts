import type { Rate } from '@sluice/shared/topology'
import type { EntityId } from '@sluice/shared/topology-evidence'
import type { TopicStanding } from '#features/groups/lag-board.ts'
import { addRates, type Draft, NO_RATE } from './draft.ts'
import type { GraphInput, TopicRate } from './graph-input.ts'

/** A count is of the minute before it was told. */
const COUNTED_MS = 45_000

/**
 * How much each writer writes: its share of the batches that were looked at, of what the topic takes. Where that is not
 * known, a lone writer writes all of it, and of several it is only known what they write together.
 */
export function writeRates(
  drafts: readonly Draft[],
  { rate, at }: Pick<GraphInput, 'rate' | 'at'>,
): Map<EntityId, Pick<TopicRate, 'messages' | 'bytes'>> {
  const corrected = new Map<EntityId, Pick<TopicRate, 'messages' | 'bytes'>>()
  const byTopic = new Map<EntityId, Draft[]>()
  for (const draft of drafts)
    if (draft.relation === 'writes') byTopic.set(draft.to, [...(byTopic.get(draft.to) ?? []), draft])
  for (const [topic, writers] of byTopic) {
    const told = rate(topic.slice('topic:'.length))
    const counts = writers.map((draft) => ({ draft, ...countedIn(draft) }))
    const sum = (name: 'records' | 'bytes' | 'markers') => counts.reduce((all, one) => all + one[name], 0)
    const [records, size, markers] = [sum('records'), sum('bytes'), sum('markers')]
    // An end of a transaction takes an offset and is no message.
    const share = records > 0 ? records / (records + markers) : 1
    const messages = told.messages === null ? null : told.messages * share
    const bytes = messages === null || records === 0 ? told.bytes : (messages * size) / records
    for (const { draft, records: own, bytes: ownSize } of counts)
      draft.rate =
        countedRate(draft, at) ??
        shareOf({ messages, bytes }, { own, records, ownSize, size, alone: writers.length === 1 })
    const rates = writers.map((draft) => draft.rate)
    const all = rates.reduce(addRates, NO_RATE)
    corrected.set(topic, rates.every(({ basis }) => basis === 'edge') ? all : { messages, bytes })
  }
  return corrected
}

interface Shares {
  own: number
  records: number
  ownSize: number
  size: number
  alone: boolean
}

function shareOf(
  { messages, bytes }: Pick<TopicRate, 'messages' | 'bytes'>,
  { own, records, ownSize, size, alone }: Shares,
): Rate {
  if (messages === null) return NO_RATE
  if (own === 0 && !alone) return { messages, bytes, basis: 'topic' }
  const share = records > 0 ? own / records : 1
  const sizeShare = size > 0 ? ownSize / size : share
  return { messages: messages * share, bytes: bytes === null ? null : bytes * sizeShare, basis: 'edge' }
}

/** A count of all that was written in the last minute is no estimate, and knows of no transaction's end. */
function countedRate({ pieces }: Draft, at: number): Rate | null {
  if (pieces.some(({ shared }) => shared === true)) return null
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

function countedIn({ pieces }: Draft): { records: number; bytes: number; markers: number } {
  const seen = pieces.filter(({ row, shared }) => row.source === 'census' && shared !== true)
  const sum = (name: string) => seen.reduce((all, { row }) => all + (Number(row.facts[name]) || 0), 0)
  return { records: sum('records'), bytes: sum('bytes'), markers: sum('markers') }
}

/** By how its commits move; a topic's bytes are not those that its readers take. */
export function readRate({ commitRate }: TopicStanding): Rate {
  return commitRate === null ? NO_RATE : { messages: commitRate, bytes: null, basis: 'edge' }
}
