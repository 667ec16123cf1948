import type { KafkaGateway, OffsetQuery, Outcome } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { AgeBound, NextRecordAsk, NextRecords } from './next-record.ts'

/** What a probe tells of one place. */
export interface ProbedAge {
  ask: NextRecordAsk
  /** The longest of the ages asked that it has passed; null: none of them, or not known. */
  bound: AgeBound | null
  /** Why it is not known. */
  fault: KafkaFault | null
}

export interface ProbeOptions {
  signal: AbortSignal
  timeoutMs: number
  now?: () => number
  /** Confirms bounds, or takes them back, by what was read. */
  nextRecords: Pick<NextRecords, 'known'>
}

/**
 * Whether the next unread record is older than each of `agesMs`, by the brokers' time index: one ListOffsets a leader
 * and age, nothing is read. Where the first record that is not older lies beyond the place, or is not there at all, what
 * is unread before it is older, in whatever order times stand in the log. The other direction is never told.
 */
export async function probeAges(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  asks: readonly NextRecordAsk[],
  agesMs: readonly number[],
  options: ProbeOptions,
): Promise<ProbedAge[]> {
  const at = (options.now ?? Date.now)()
  const longestFirst = agesMs.toSorted((a, b) => b - a)
  const answers = await askPartitions(gateway, asks, longestFirst, at, options)
  const passed = asks.map((ask) => {
    const own = answers.get(partitionOf(ask)) ?? []
    const ms = longestFirst[own.findIndex((outcome) => isOlder(outcome, ask))] ?? null
    const failed = own.find((outcome) => !outcome.ok)
    return { ask, ms, fault: failed?.ok === false ? failed.fault : null }
  })
  return passed.map(({ ask, ms, fault }) => {
    if (ms === null) return { ask, bound: null, fault }
    return { ask, bound: checked({ ms, at }, options.nextRecords, ask), fault: null }
  })
}

function isOlder(outcome: Found, { position, end }: NextRecordAsk): boolean {
  if (!outcome.ok || position >= end) return false
  return outcome.value.offset === null || outcome.value.offset > position
}

/** What was read has the last word: of nothing there is no age. */
function checked(
  { ms, at }: Pick<AgeBound, 'ms' | 'at'>,
  nextRecords: Pick<NextRecords, 'known'>,
  ask: NextRecordAsk,
): AgeBound | null {
  const next = nextRecords.known(ask)
  if (next === null || next.kind === 'unreadable') return { ms, at, confirmed: false }
  if (next.kind === 'nothing' || next.timestamp === null || at - next.timestamp < ms) return null
  return { ms, at, confirmed: true }
}

type Found = Outcome<{ offset: bigint | null }>

/** By partition, the answers to each age in their order: however many groups stand in one, it is asked once. */
async function askPartitions(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  asks: readonly NextRecordAsk[],
  agesMs: readonly number[],
  at: number,
  options: ProbeOptions,
): Promise<Map<string, Found[]>> {
  const partitions = [...new Map(asks.map((ask) => [partitionOf(ask), ask])).values()]
  const queries = partitions.flatMap(({ topic, partition }) => {
    return agesMs.map((age): OffsetQuery => {
      return { topic, partition, at: { timestamp: BigInt(Math.max(0, Math.floor(at - age))) } }
    })
  })
  const outcomes = await listAll(gateway, queries, options)
  return new Map(
    partitions.map((ask, index) => {
      return [partitionOf(ask), outcomes.slice(index * agesMs.length, (index + 1) * agesMs.length)]
    }),
  )
}

function partitionOf({ topic, partition }: NextRecordAsk): string {
  return `${topic}/${partition}`
}

async function listAll(
  gateway: Pick<KafkaGateway, 'listOffsets'>,
  queries: readonly OffsetQuery[],
  { signal, timeoutMs }: ProbeOptions,
): Promise<Found[]> {
  if (queries.length === 0) return []
  try {
    return await gateway.listOffsets(queries, { isolation: 'read_committed', signal, timeoutMs })
  } catch (error) {
    signal.throwIfAborted()
    if (!(error instanceof KafkaFault)) throw error
    return queries.map(() => ({ ok: false, fault: error }))
  }
}
