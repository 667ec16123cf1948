import { setImmediate as breathe } from 'node:timers/promises'
import { type WalkedRecord, type WalkReport, walkRecords } from '#features/messages/record-walk.ts'
import { Fates } from '#features/messages/transactions/fates.ts'
import type { FetchedPartition, IsolationLevel, KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { readBatches } from '#records/batch-reader.ts'

/** What is read of a partition: `[from, to)`, and of it not more than so many records. */
export interface Stretch extends TopicPartitionId {
  from: bigint
  to: bigint
}

export interface ReadBudget {
  /** Bytes of all stretches together, as fetched. */
  bytes: number
  /** Of each stretch. */
  records: number
  /** When to stop, in the clock of `performance.now()`. */
  until: number
}

export interface ReadResult {
  /** Every stretch was read to its end. */
  whole: boolean
  /** Offsets in batches that cannot be read. */
  corrupt: bigint
  bytes: number
  faults: Map<string, KafkaFault>
}

/** Told of the records of one stretch, in offset order; their bytes hold until it resolves. */
export type StretchVisitor = (stretch: number, records: readonly WalkedRecord[]) => Promise<void>

/** Stretches asked at once, and bytes of each: what is on its way at a time stays below 8 MiB. */
const AT_ONCE = 16
const FETCH_BYTES = 512 * 1024
/** Of a record, for what to ask: one that is larger takes another round. */
const RECORD_BYTES = 2048
const HANDFUL = 512
/** Answers without a batch in a row, after which no more is asked. */
const EMPTY_MAX = 3
const WAIT_MS = 250

interface Reading {
  index: number
  stretch: Stretch
  at: bigint
  records: number
  empty: number
}

/** Reads stretches from front to back, a few at a time, until they end or the budget does. */
export async function readStretches(
  gateway: Pick<KafkaGateway, 'fetch'>,
  stretches: readonly Stretch[],
  { isolation, budget, signal }: { isolation: IsolationLevel; budget: ReadBudget; signal: AbortSignal },
  visit: StretchVisitor,
): Promise<ReadResult> {
  const result: ReadResult = { whole: true, corrupt: 0n, bytes: 0, faults: new Map() }
  const waiting = stretches.flatMap((stretch, index): Reading[] => {
    const { from, to } = stretch
    return from < to ? [{ index, stretch, at: from, records: 0, empty: 0 }] : []
  })
  while (waiting.length > 0) {
    signal.throwIfAborted()
    if (result.bytes >= budget.bytes || performance.now() >= budget.until) return { ...result, whole: false }
    const round = waiting.splice(0, AT_ONCE)
    const answers = await fetchRound(gateway, round, isolation, signal)
    for (const [position, reading] of round.entries()) {
      const answer = answers[position]
      if (answer === undefined || answer instanceof KafkaFault) {
        const { topic, partition } = reading.stretch
        if (answer !== undefined) result.faults.set(`${topic}/${partition}`, answer)
        result.whole = false
        continue
      }
      result.bytes += answer.records.length
      await walk(reading, answer, { isolation, most: budget.records, result }, visit)
      if (reading.at >= reading.stretch.to) continue
      // What answers nothing again and again was not read: silence is not known to be the end.
      if (reading.empty >= EMPTY_MAX || reading.records >= budget.records) result.whole = false
      else waiting.push(reading)
    }
  }
  return result
}

async function fetchRound(
  gateway: Pick<KafkaGateway, 'fetch'>,
  round: readonly Reading[],
  isolation: IsolationLevel,
  signal: AbortSignal,
): Promise<(FetchedPartition | KafkaFault | undefined)[]> {
  const requests = round.map(({ stretch: { topic, partition, to }, at }) => {
    return { topic, partition, offset: at, maxBytes: bytesFor(to - at) }
  })
  const maxBytes = AT_ONCE * FETCH_BYTES
  const outcomes = await gateway.fetch(requests, { isolation, maxWaitMs: WAIT_MS, maxBytes, signal })
  return round.map((_, at) => {
    const outcome = outcomes[at]
    return outcome?.ok ? outcome.value : outcome?.fault
  })
}

/** A few records are not worth half a megabyte; the first batch comes whole in any case. */
function bytesFor(offsets: bigint): number {
  const most = BigInt(FETCH_BYTES / RECORD_BYTES)
  return Number(offsets < most ? offsets : most) * RECORD_BYTES
}

async function walk(
  reading: Reading,
  { records: bytes, aborted }: FetchedPartition,
  { isolation, most, result }: { isolation: IsolationLevel; most: number; result: ReadResult },
  visit: StretchVisitor,
): Promise<void> {
  const batches = [...readBatches(bytes)]
  const last = batches.at(-1)
  const end = last === undefined ? -1n : last.ok ? last.header.lastOffset : last.lastOffset
  if (end < reading.at) {
    reading.empty += 1
    return
  }
  const { index, stretch, at: from } = reading
  const fates = new Fates({ isolation, level: isolation, batches, open: null })
  const chunk = { bytes, from, until: end + 1n, batches, clear: null, aborted, fates }
  let handful: WalkedRecord[] = []
  for (const walked of walkRecords(chunk, { end: stretch.to, report: reportTo(result) })) {
    handful.push(walked)
    reading.records += 1
    if (handful.length >= HANDFUL || reading.records >= most) {
      await visit(index, handful)
      handful = []
      // To walk is to decompress and to look: other requests have their turn.
      await breathe()
    }
    reading.at = walked.record.offset + 1n
    if (reading.records >= most) return
  }
  if (handful.length > 0) await visit(index, handful)
  reading.at = end + 1n
  reading.empty = 0
}

function reportTo(result: ReadResult): WalkReport {
  const nothing = () => {}
  return {
    ...{ looked: nothing, gap: nothing, aborted: nothing, skipped: nothing },
    corrupt: (from, to) => {
      result.corrupt += to - from + 1n
    },
  }
}
