import type { Frame, Message, ScanFrame, ScanPosition, ScanRequest } from '@sluice/shared/messages'
import type { OpenScan } from '../play-range.ts'

/** A log as its partitions' times, in the order of their offsets. */
export type LogTimes = readonly (readonly number[])[]

export const TOPIC = 'orders'

function message(partition: number, offset: number, timestamp: number): Message {
  return {
    topic: TOPIC,
    partition,
    offset: `${offset}`,
    timestamp,
    timestampType: 'CreateTime',
    key: null,
    value: null,
    headers: [],
    size: 40,
    codec: 'none',
    producerId: null,
    transactional: false,
  }
}

/** Answers scans in order of time as the server does: places by time index, partitions merged by their next times. */
export function modelLog(log: LogTimes, { pageRows = 10_000 } = {}) {
  const requests: ScanRequest[] = []
  let fault: Error | null = null

  const open: OpenScan = async function* (request): AsyncGenerator<ScanFrame> {
    requests.push(request)
    if (fault !== null) throw fault
    await Promise.resolve()
    const resolve = (position: ScanPosition | undefined, times: readonly number[]) =>
      position === undefined ? times.length : placeOf(position, times)
    const next: number[] = request.cursor
      ? JSON.parse(request.cursor)
      : log.map((times) => resolve(request.from, times))
    const ends = log.map((times) => resolve(request.to, times))
    yield openFrame(log, next, ends)
    const limit = Math.min(request.limit ?? 100, pageRows)
    const rows: Message[] = []
    while (rows.length < limit) {
      const first = earliest(log, next, ends)
      if (first === null) break
      rows.push(message(first, next[first] ?? 0, log[first]?.[next[first] ?? 0] ?? 0))
      next[first] = (next[first] ?? 0) + 1
    }
    for (let at = 0; at < rows.length; at += 7) yield { t: 'rows', rows: rows.slice(at, at + 7) }
    const done = earliest(log, next, ends) === null
    yield endFrame(rows.length, done ? null : JSON.stringify(next))
  }
  return {
    open,
    requests,
    fail: (error: Error | null) => {
      fault = error
    },
  }
}

function placeOf(position: ScanPosition, times: readonly number[]): number {
  if ('offset' in position) return Math.min(Number(position.offset), times.length)
  if (!('timestamp' in position)) return 0
  const found = times.findIndex((time) => time >= position.timestamp)
  return found < 0 ? times.length : found
}

function earliest(log: LogTimes, next: readonly number[], ends: readonly number[]): number | null {
  let first: number | null = null
  for (const [partition, times] of log.entries()) {
    const at = next[partition] ?? 0
    if (at >= (ends[partition] ?? 0)) continue
    const best = first === null ? Number.POSITIVE_INFINITY : (log[first]?.[next[first] ?? 0] ?? 0)
    if ((times[at] ?? 0) < best) first = partition
  }
  return first
}

function openFrame(log: LogTimes, next: readonly number[], ends: readonly number[]): Frame<'open'> {
  const ranges = log.map((times, partition) => ({
    topic: TOPIC,
    partition,
    start: `${next[partition] ?? 0}`,
    end: `${ends[partition] ?? 0}`,
    logStart: '0',
    logEnd: `${times.length}`,
    lastStable: `${times.length}`,
  }))
  return {
    t: 'open',
    requestId: 'r',
    topics: [TOPIC],
    order: 'time',
    limit: 100,
    isolation: 'read_committed',
    ranges,
    missing: [],
    keyLookup: null,
    cursor: null,
  }
}

function endFrame(matched: number, cursor: string | null): Frame<'end'> {
  return {
    t: 'end',
    reason: cursor === null ? 'end' : 'limit',
    cursor,
    missing: [],
    records: matched,
    matched,
    bytes: 0,
    elapsedMs: 1,
    filterErrors: 0,
    undecodable: 0,
  }
}

/** Every record of a log with its place on the clock, by the definition alone. */
export function placedLog(log: LogTimes) {
  return log
    .flatMap((times, partition) =>
      times.map((time, offset) => {
        const at = Math.max(...times.slice(0, offset + 1))
        return { partition, offset, at, lateMs: at - time }
      }),
    )
    .sort((a, b) => a.at - b.at || a.partition - b.partition || a.offset - b.offset)
}
