import type { Message, ScanRequest } from '@sluice/shared/messages'
import { type OpenScan, readScanToEnd } from '../scan-page.ts'

/**
 * A record beside another in its partition; `hidden` says why a reader of committed records does not see it: its transaction
 * was aborted, or one is open at or before it.
 */
export interface Neighbour {
  message: Message
  hidden: 'aborted' | 'open' | null
}

/** A stretch `[from, to)` of a partition with all of its records, in offset order. */
export interface Stretch {
  from: bigint
  to: bigint
  rows: Neighbour[]
  logStart: bigint
  logEnd: bigint
}

interface Place {
  topic: string
  partition: number
}

/** Offsets read at a time where compaction has left few records. */
const STRETCH_MAX = 10_000n
const STRETCHES_MAX = 12

/** The records before an offset, at least `count` of them unless the log begins first or the hole is too wide. */
export async function readBelow(
  open: OpenScan,
  place: Place,
  before: bigint,
  count: number,
  signal: AbortSignal,
): Promise<Stretch> {
  let size = BigInt(count)
  let whole = null as Stretch | null
  for (let round = 0; round < STRETCHES_MAX; round++) {
    const to = whole?.from ?? before
    const from = to > size ? to - size : 0n
    const part = await readStretch(open, place, { from, to }, signal)
    // An offset that is not written yet: what is below it begins at the end of the log.
    if (round === 0 && before > part.logEnd) return readBelow(open, place, part.logEnd, count, signal)
    whole = whole === null ? part : { ...whole, from: part.from, rows: [...part.rows, ...whole.rows] }
    if (whole.rows.length >= count || whole.from <= whole.logStart) break
    size = size * 4n > STRETCH_MAX ? STRETCH_MAX : size * 4n
  }
  return whole ?? { from: before, to: before, rows: [], logStart: before, logEnd: before }
}

/** The records from an offset on, `count` of them where there are so many. */
export async function readAbove(
  open: OpenScan,
  place: Place,
  from: bigint,
  count: number,
  signal: AbortSignal,
): Promise<Stretch> {
  const seen = await readScanToEnd(open, uncommitted(place, from, null, count), signal)
  const [range] = seen.open.ranges
  const logEnd = BigInt(range?.logEnd ?? from)
  if (from > logEnd) {
    return { from: logEnd, to: logEnd, rows: [], logStart: BigInt(range?.logStart ?? 0), logEnd }
  }
  const last = seen.rows.at(-1)
  const to = seen.end.reason === 'limit' && last !== undefined ? BigInt(last.offset) + 1n : logEnd
  return mark(open, place, { rows: seen.rows, from, to, range }, signal)
}

async function readStretch(
  open: OpenScan,
  place: Place,
  { from, to }: { from: bigint; to: bigint },
  signal: AbortSignal,
): Promise<Stretch> {
  const seen = await readScanToEnd(open, uncommitted(place, from, to, Number(STRETCH_MAX)), signal)
  const [range] = seen.open.ranges
  const logStart = BigInt(range?.logStart ?? 0)
  return mark(open, place, { rows: seen.rows, from: from > logStart ? from : logStart, to, range }, signal)
}

/** What a committed read of the same stretch leaves out belongs to a transaction: aborted, or still open. */
async function mark(
  open: OpenScan,
  place: Place,
  seen: {
    rows: Message[]
    from: bigint
    to: bigint
    range: { logStart: string; logEnd: string; lastStable: string } | undefined
  },
  signal: AbortSignal,
): Promise<Stretch> {
  const { rows, from, to, range } = seen
  const [logStart, logEnd] = [BigInt(range?.logStart ?? 0), BigInt(range?.logEnd ?? to)]
  const stable = BigInt(range?.lastStable ?? to)
  const doubtful = to > stable || rows.some((row) => row.transactional)
  const request = {
    ...uncommitted(place, from, to, Number(STRETCH_MAX)),
    isolation: 'read_committed' as const,
  }
  const committed = doubtful && rows.length > 0 ? (await readScanToEnd(open, request, signal)).rows : rows
  const visible = new Set(committed.map(({ offset }) => offset))
  const neighbours = rows.map((message): Neighbour => {
    if (BigInt(message.offset) >= stable) return { message, hidden: 'open' }
    return { message, hidden: message.transactional && !visible.has(message.offset) ? 'aborted' : null }
  })
  return { from, to, rows: neighbours, logStart, logEnd }
}

function uncommitted(
  { topic, partition }: Place,
  from: bigint,
  to: bigint | null,
  limit: number,
): ScanRequest {
  return {
    topic,
    partitions: [partition],
    from: { offset: from.toString() },
    ...(to === null ? {} : { to: { offset: to.toString() } }),
    limit,
    isolation: 'read_uncommitted',
  }
}

/** A line of the list: a record, or offsets `[from, to]` that hold none. */
export type AroundLine = { kind: 'record'; neighbour: Neighbour } | { kind: 'gap'; from: bigint; to: bigint }

/** The lines of neighbouring stretches; `from` and `to` bound what was read. */
export function aroundLines(stretches: readonly Stretch[]): AroundLine[] {
  const [first] = stretches
  const last = stretches.at(-1)
  if (first === undefined || last === undefined) return []
  const lines: AroundLine[] = []
  let next = first.from
  const gapTo = (offset: bigint) => {
    if (offset > next) lines.push({ kind: 'gap', from: next, to: offset - 1n })
  }
  for (const neighbour of stretches.flatMap(({ rows }) => rows)) {
    const offset = BigInt(neighbour.message.offset)
    gapTo(offset)
    lines.push({ kind: 'record', neighbour })
    next = offset + 1n
  }
  gapTo(last.to)
  return lines
}
