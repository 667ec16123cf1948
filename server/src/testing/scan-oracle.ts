import type { ScanOrder } from '@sluice/shared/messages'
import type { DumpedRecord } from './kafka-truth.ts'
import { fieldsOf } from './kafka-truth.ts'

/** A record of Kafka's own dump, and what became of it. */
export interface OracleRecord {
  topic: string
  partition: number
  offset: bigint
  timestamp: bigint
  key: string | null
  value: string | null
  headerKeys: string[]
  fate: 'plain' | 'committed' | 'aborted' | 'open'
}

export interface OracleLog {
  topic: string
  partition: number
  start: bigint
  end: bigint
  /** Where the first open transaction begins, else the end. */
  lastStable: bigint
  /** In offset order, those before the log start and markers left out. */
  records: OracleRecord[]
  /** Offsets and times of all that lies in the files, markers too: what a search by time goes by. */
  times: { offset: bigint; timestamp: bigint }[]
}

/** What a dump says of one partition, by the rules of Kafka's transactions alone. */
export function readLog(
  id: { topic: string; partition: number },
  dumped: readonly DumpedRecord[],
  start: bigint,
  end: bigint,
): OracleLog {
  const known = dumped.filter(({ offset }) => BigInt(offset ?? 0) >= start)
  const records = known.filter(({ endTxnMarker }) => endTxnMarker === undefined)
  const read = records.map(
    (record): OracleRecord => ({
      ...id,
      offset: BigInt(record.offset ?? -1),
      timestamp: timeOf(record),
      key: record.key ?? null,
      value: record.payload ?? null,
      headerKeys: (record.headerKeys ?? '[]').slice(1, -1).split(',').filter(Boolean),
      fate: fateOf(record, known),
    }),
  )
  const open = read.filter(({ fate }) => fate === 'open').map(({ offset }) => offset)
  const times = known.map((record) => ({ offset: BigInt(record.offset ?? -1), timestamp: timeOf(record) }))
  return { ...id, start, end, lastStable: open[0] ?? end, records: read, times }
}

function timeOf(record: DumpedRecord): bigint {
  return BigInt(record.CreateTime ?? record.LogAppendTime ?? -1)
}

/** The next marker of the same producer decides. */
function fateOf(record: DumpedRecord, all: readonly DumpedRecord[]): OracleRecord['fate'] {
  const { isTransactional, producerId } = fieldsOf(record.batch)
  if (isTransactional !== 'true') return 'plain'
  const marker = all.find(
    (other) =>
      other.endTxnMarker !== undefined &&
      BigInt(other.offset ?? 0) > BigInt(record.offset ?? 0) &&
      fieldsOf(other.batch).producerId === producerId,
  )
  if (marker === undefined) return 'open'
  return marker.endTxnMarker === 'COMMIT' ? 'committed' : 'aborted'
}

export type Isolation = 'read_committed' | 'read_uncommitted'

export function visible(log: OracleLog, isolation: Isolation): OracleRecord[] {
  if (isolation === 'read_uncommitted') return log.records
  return log.records.filter(
    ({ fate, offset }) => (fate === 'plain' || fate === 'committed') && offset < log.lastStable,
  )
}

/** As Kafka finds it: the first record in the order of offsets that is as late. */
export function offsetAt(log: OracleLog, time: bigint, isolation: Isolation): bigint | null {
  const found = log.times.find(({ timestamp }) => timestamp >= time)?.offset
  return found === undefined || (isolation === 'read_committed' && found >= log.lastStable) ? null : found
}

/** By partition in offset order, merged by the earliest head, or the newest first. */
export function inOrder(records: readonly OracleRecord[], order: ScanOrder): OracleRecord[] {
  const place = (a: OracleRecord, b: OracleRecord) =>
    a.topic === b.topic ? a.partition - b.partition : a.topic < b.topic ? -1 : 1
  if (order === 'backward') {
    return records.toSorted(
      (a, b) => Number(b.timestamp - a.timestamp) || Number(b.offset - a.offset) || place(b, a),
    )
  }
  const byPartition = records.toSorted((a, b) => place(a, b) || Number(a.offset - b.offset))
  if (order === 'forward') return byPartition
  const queues = [...Map.groupBy(byPartition, (each) => `${each.topic}/${each.partition}`).values()]
  const merged: OracleRecord[] = []
  while (merged.length < records.length) {
    const heads = queues.filter(({ length }) => length > 0)
    heads.sort(([a], [b]) => (a && b ? Number(a.timestamp - b.timestamp) || place(a, b) : 0))
    const next = heads[0]?.shift()
    if (next === undefined) break
    merged.push(next)
  }
  return merged
}
