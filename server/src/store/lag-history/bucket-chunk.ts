import { type Cell, minus, plus, readChange, times, writeChange } from './cells.ts'
import { HOUR_MS } from './history-levels.ts'
import type { LagBucket, Spread } from './lag-bucket.ts'
import { ByteReader, ByteWriter } from './varint-bytes.ts'

const CELLS = 19

/**
 * Buckets of one series as bytes: each as its difference to the one before, in place and in figures, and where that is
 * the same again and again, how often. A series at rest takes twenty bytes, however long.
 */
export function packBuckets(buckets: readonly LagBucket[], start: number, stepMs: number): Uint8Array {
  const out = new ByteWriter()
  let before: Cell[] = blank()
  let place = -1
  let repeated = 0
  for (const bucket of buckets) {
    const next = Math.round((bucket.at - start) / stepMs)
    const cells = toCells(bucket, next - place)
    place = next
    if (repeated > 0 && cells.every((cell, at) => cell === before[at])) {
      repeated += 1
      continue
    }
    if (repeated > 0) out.varint(repeated)
    writeChange(out, before, cells)
    repeated = 1
    before = cells
  }
  if (repeated > 0) out.varint(repeated)
  return out.take()
}

/** The buckets that {@link packBuckets} packed, of an hour. Throws a `RangeError` where the bytes are damaged. */
export function unpackBuckets(bytes: Uint8Array, start: number, stepMs: number): LagBucket[] {
  const source = new ByteReader(bytes)
  const cells = blank()
  const buckets: LagBucket[] = []
  let place = -1
  while (!source.done) {
    readChange(source, cells)
    const repeated = Number(source.varint())
    if (buckets.length + repeated > HOUR_MS / stepMs) throw new RangeError('An hour has no so many buckets.')
    for (let left = repeated; left > 0; left -= 1) {
      place += Number(cells[0])
      buckets.push(toBucket(cells, start + place * stepMs))
    }
  }
  return buckets
}

function blank(): Cell[] {
  return new Array<Cell>(CELLS).fill(null)
}

/** What changes together is kept as its difference, so that a value at rest is one cell and not four. */
function toCells(bucket: LagBucket, places: number): Cell[] {
  return [
    places,
    bucket.gap ? 1 : 0,
    bucket.samples,
    ...toSpreadCells(bucket.lag, bucket.samples),
    bucket.lagToEnd,
    bucket.lost,
    ...toSpreadCells(bucket.timeMs, bucket.samples),
    bucket.timeKind,
    bucket.commitRate,
    bucket.produceRate,
    bucket.state,
  ]
}

function toBucket(cells: readonly Cell[], at: number): LagBucket {
  const number = (place: number): number | null => (cells[place] == null ? null : Number(cells[place]))
  const samples = Number(cells[2])
  return {
    at,
    gap: cells[1] === 1,
    samples,
    lag: toSpread(cells, 3, samples),
    lagToEnd: cells[8] ?? null,
    lost: cells[9] ?? null,
    timeMs: toSpread(cells, 10, samples),
    timeKind: number(15),
    commitRate: number(16),
    produceRate: number(17),
    state: cells[18] ?? null,
  }
}

function toSpreadCells(spread: Spread | null, samples: number): Cell[] {
  if (spread === null) return [null, null, null, null, null]
  const { min, sum, max, last, count } = spread
  return [min, minus(sum, times(min, count)), minus(max, min), minus(last, min), samples - count]
}

function toSpread(cells: readonly Cell[], from: number, samples: number): Spread | null {
  const [min, over, maxOver, lastOver, unknown] = cells.slice(from, from + 5)
  if (min == null) return null
  if (over == null || maxOver == null || lastOver == null) throw new RangeError('A value is known in part.')
  const count = samples - Number(unknown)
  return {
    min,
    sum: plus(times(min, count), over),
    max: plus(min, maxOver),
    last: plus(min, lastOver),
    count,
  }
}
