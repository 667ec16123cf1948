import { LAG_STATES } from '@sluice/shared/groups-state'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { packBuckets, unpackBuckets } from './bucket-chunk.ts'
import type { Cell } from './cells.ts'
import { JournalRowReader, JournalRowWriter, SEGMENT_SIZE } from './journal-row.ts'
import { BucketFold, bucketOf, type LagBucket } from './lag-bucket.ts'
import { isWorse, type LagSample, SAMPLE, toCells } from './lag-sample.ts'

const int64 = fc.oneof(
  fc.bigInt({ min: 0n, max: 3n }),
  fc.bigInt({ min: 0n, max: 100_000n }),
  fc.bigInt({ min: 2n ** 53n - 2n, max: 2n ** 53n + 2n }),
  fc.bigInt({ min: 2n ** 63n - 3n, max: 2n ** 63n - 1n }),
)
const sampleOf: fc.Arbitrary<LagSample> = fc.record({
  lag: fc.option(int64),
  lagToEnd: fc.option(int64),
  lost: fc.option(int64),
  time: fc.record({
    ms: fc.option(fc.nat(1e12)),
    method: fc.constantFrom('zero' as const, 'exact' as const, 'probe' as const, 'none' as const),
    atLeast: fc.boolean(),
  }),
  commitRate: fc.option(fc.nat(1e6).map((rate) => rate / 1000)),
  produceRate: fc.option(fc.constantFrom(0, 0.25, 1e5)),
  state: fc.constantFrom(...LAG_STATES),
})
/** Runs of the same sample are usual, and so they are here. */
const samples = fc
  .array(
    fc.record({ wait: fc.integer({ min: 1, max: 40_000 }), gap: fc.boolean(), same: fc.nat(4), sampleOf }),
    {
      maxLength: 40,
    },
  )
  .map((drawn) => {
    const list: { at: number; gap: boolean; cells: Cell[] }[] = []
    let at = 0
    for (const { wait, gap, same, sampleOf: sample } of drawn)
      for (let copy = 0; copy <= same; copy += 1) {
        at += wait
        list.push({ at, gap: gap && copy === 0, cells: toCells(sample) })
      }
    return list
  })

const big = (cell: Cell | undefined): bigint | null => (cell == null ? null : BigInt(cell))

/** The definition, with nothing but lists. */
function bruteForce(list: { at: number; gap: boolean; cells: Cell[] }[], stepMs: number) {
  const places = [...new Set(list.map(({ at }) => Math.floor(at / stepMs)))]
  return places.map((place) => {
    const inside = list.filter(({ at }) => Math.floor(at / stepMs) === place)
    const all = (name: keyof typeof SAMPLE) => inside.flatMap(({ cells }) => big(cells[SAMPLE[name]]) ?? [])
    const most = (values: bigint[]) => values.toSorted((a, b) => (a < b ? 1 : -1))[0] ?? null
    const spread = (values: bigint[]) =>
      values.length === 0
        ? null
        : {
            min: values.toSorted((a, b) => (a < b ? -1 : 1))[0],
            sum: values.reduce((a, b) => a + b),
            max: most(values),
            last: values.at(-1),
            count: values.length,
          }
    const mean = (values: bigint[]) =>
      values.length === 0 ? null : values.reduce((a, b) => a + b) / BigInt(values.length)
    const states = inside.map(({ cells }) => cells[SAMPLE.state] ?? null)
    return {
      at: place * stepMs,
      gap: inside[0]?.gap,
      samples: inside.length,
      lag: spread(all('lag')),
      timeMs: spread(all('timeMs')),
      lagToEnd: most(all('lagToEnd')),
      lost: most(all('lost')),
      commitRate: mean(all('commitRate')),
      state: states.reduce((worst, state) => (isWorse(state, worst) ? state : worst)),
    }
  })
}

function comparable(bucket: LagBucket) {
  const spread = (of: LagBucket['lag']) =>
    of && { min: big(of.min), sum: big(of.sum), max: big(of.max), last: big(of.last), count: of.count }
  const { at, gap, samples: count, lag, timeMs, lagToEnd, lost, commitRate, state } = bucket
  return {
    ...{ at, gap, samples: count, lag: spread(lag), timeMs: spread(timeMs), lagToEnd: big(lagToEnd) },
    ...{ lost: big(lost), commitRate: big(commitRate), state },
  }
}

const fold = (buckets: readonly LagBucket[], stepMs: number): LagBucket[] => {
  const folding = new BucketFold(stepMs)
  for (const bucket of buckets) folding.add(bucket)
  return folding.end()
}

describe('history that is rolled up', () => {
  it('says of each stretch what a plain count of its samples says', () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(1, 60_000, 600_000), (list, stepMs) => {
        const buckets = fold(
          list.map(({ at, gap, cells }) => bucketOf(at, gap, cells)),
          stepMs,
        )
        expect(buckets.map(comparable)).toEqual(bruteForce(list, stepMs))
      }),
    )
  })

  it('says the same whether it is rolled up once or in two steps', () => {
    fc.assert(
      fc.property(samples, (list) => {
        const single = list.map(({ at, gap, cells }) => bucketOf(at, gap, cells))
        const figures = (buckets: LagBucket[]) =>
          buckets.map(comparable).map(({ commitRate: _rounded, ...rest }) => rest)
        expect(figures(fold(fold(single, 60_000), 600_000))).toEqual(figures(fold(single, 600_000)))
      }),
    )
  })

  it('comes out of its bytes as it went in', () => {
    fc.assert(
      fc.property(samples, fc.constantFrom(60_000, 600_000), (list, stepMs) => {
        const buckets = fold(
          list.map(({ at, gap, cells }) => bucketOf(at, gap, cells)),
          stepMs,
        )
        expect(unpackBuckets(packBuckets(buckets, 0, stepMs), 0, stepMs)).toEqual(buckets)
      }),
    )
  })

  it('takes thirty bytes an hour of a group at rest, and not much of one that moves', () => {
    const fixed = { lost: 0n, commitRate: 12, produceRate: 12, state: 'OK' as const }
    const hourOf = (lag: (at: number) => number) => {
      const hour = Array.from({ length: 360 }, (_, at) => {
        const time = { ms: lag(at) * 7, method: 'exact' as const, atLeast: false }
        const cells = toCells({ ...fixed, lag: BigInt(lag(at)), lagToEnd: BigInt(lag(at)), time })
        return bucketOf(at * 10_000, false, cells)
      })
      return packBuckets(fold(hour, 60_000), 0, 60_000).length
    }
    expect(hourOf(() => 0)).toBeLessThanOrEqual(30)
    expect(hourOf((at) => 40_000 + ((at * 7919) % 2003))).toBeLessThanOrEqual(60 * 20)
  })
})

describe('the journal', () => {
  it('gives back every sample of every series, and of one alone the same', () => {
    const cycle = fc.array(fc.option(fc.record({ gap: fc.boolean(), keep: fc.boolean(), sampleOf })), {
      minLength: SEGMENT_SIZE,
      maxLength: SEGMENT_SIZE,
    })
    fc.assert(
      fc.property(fc.array(cycle, { minLength: 1, maxLength: 5 }), (cycles) => {
        const writer = new JournalRowWriter()
        const before = new Map<number, Cell[]>()
        const written: { row: number; slot: number; cells: Cell[]; gap: boolean }[] = []
        const rows = cycles.map((entries, row) => {
          for (const [slot, entry] of entries.entries()) {
            if (entry === null) continue
            const known = before.get(slot) ?? null
            const cells = entry.keep && known !== null ? [...known] : toCells(entry.sampleOf)
            writer.add({ slot, cells, before: known, gap: entry.gap })
            before.set(slot, cells)
            written.push({ row, slot, cells, gap: entry.gap })
          }
          return writer.take()
        })
        const read = (wanted: number | null) => {
          const reader = new JournalRowReader(wanted)
          return rows.flatMap((bytes, row) => {
            const found: typeof written = []
            reader.read(bytes, (slot, cells, gap) => found.push({ row, slot, cells: [...cells], gap }))
            return found
          })
        }
        expect(read(null)).toEqual(written)
        expect(read(7)).toEqual(written.filter(({ slot }) => slot === 7))
      }),
      { numRuns: 40 },
    )
  })
})
