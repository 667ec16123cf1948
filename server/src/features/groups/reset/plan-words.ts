import type { MovePlan, MoveRow } from '@sluice/shared/groups-reset'
import type { Payload } from '@sluice/shared/messages'
import { type Timestamp, toTimestamp } from '@sluice/shared/units'
import { toItemFault } from '#kafka/kafka-fault.ts'
import type { Places } from './look-up-places.ts'
import type { PlacedRow } from './place-row.ts'

/** Turns the key of a record into what a page can show. */
export type KeyDecoder = (key: Buffer | null) => Payload | null

/** A row as it is told. */
export function toMoveRow(row: PlacedRow, places: Places | undefined, decodeKey: KeyDecoder): MoveRow {
  const { topic, partition, act, from, asked, to, log, stretch, lost, flags, fault } = row
  const distance = stretch === null ? 0n : stretch.high - stretch.low
  const records = places?.records ?? distance
  const next = places?.next ?? null
  return {
    topic,
    partition,
    act,
    from: textOf(from),
    asked: textOf(asked),
    to: textOf(to),
    delta: from === null || to === null ? null : `${to - from}`,
    rereads: stretch?.skipped === false ? `${records}` : '0',
    skips: stretch?.skipped === true ? `${records}` : '0',
    lost: `${lost}`,
    left: to === null || log === null ? null : `${log.end - to}`,
    atMost: distance > 0n && places?.records == null,
    logStart: textOf(log?.start ?? null),
    lastStable: textOf(log?.stable ?? null),
    logEnd: textOf(log?.end ?? null),
    first: timeOf(places?.first ?? null),
    last: timeOf(places?.last ?? null),
    record:
      next === null
        ? null
        : { offset: `${next.offset}`, timestamp: toTimestamp(next.timestamp), key: decodeKey(next.key) },
    flags,
    fault: fault === null ? null : toItemFault(fault),
  }
}

interface Pace {
  partial: boolean
  /** Messages a second. */
  rate: number | null
}

/** Sums over all rows; times are the outermost of those that are known. */
export function totalsOf(rows: readonly MoveRow[], { partial, rate }: Pace): MovePlan['totals'] {
  const count = (act: MoveRow['act']) => rows.filter((row) => row.act === act).length
  const sum = (of: (row: MoveRow) => string | null) =>
    rows.reduce((all, row) => all + BigInt(of(row) ?? 0), 0n)
  const moved = rows.filter(({ act }) => act === 'move')
  const left = moved.reduce((all, row) => all + BigInt(row.left ?? 0), 0n)
  const times = moved.flatMap(({ first, last }) => [first, last]).filter((time) => time !== null)
  const ordered = times.toSorted((a, b) => (BigInt(a) < BigInt(b) ? -1 : 1))
  return {
    move: moved.length,
    keep: count('keep'),
    forget: count('forget'),
    none: count('none'),
    rereads: `${sum(({ rereads }) => rereads)}`,
    skips: `${sum(({ skips }) => skips)}`,
    lost: `${sum(({ lost }) => lost)}`,
    left: `${left}`,
    atMost: rows.some(({ atMost }) => atMost),
    first: ordered[0] ?? null,
    last: ordered.at(-1) ?? null,
    partial,
    rate,
    durationMs: rate === null || rate <= 0 ? null : Math.round((Number(left) / rate) * 1000),
  }
}

export function textOf(value: bigint | null): string | null {
  return value === null ? null : `${value}`
}

/** −1 is "no time". */
function timeOf(ms: bigint | null): Timestamp | null {
  return ms === null || ms < 0n ? null : toTimestamp(ms)
}
