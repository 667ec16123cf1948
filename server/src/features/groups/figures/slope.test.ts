import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { slopeOf } from './slope.ts'
import type { Track } from './track.ts'

const BIG = 9_000_000_000_000_000_000n

function track(offsets: readonly (number | bigint)[], everyMs = 30_000): Track {
  return { at: offsets.map((_, index) => index * everyMs), offset: offsets.map(BigInt) }
}

/** Straight from the definition. */
function bruteForce({ at, offset }: Track): number[] {
  const slopes: number[] = []
  for (let right = 1; right < at.length; right += 1) {
    for (let left = 0; left < right; left += 1) {
      const seconds = ((at[right] ?? 0) - (at[left] ?? 0)) / 1000
      slopes.push(Number((offset[right] ?? 0n) - (offset[left] ?? 0n)) / seconds)
    }
  }
  return slopes.sort((a, b) => a - b)
}

describe('slopeOf', () => {
  it('tells the rate of a steady climb, at the far end of 64 bits as well', () => {
    const steady = track([0, 300, 600, 900, 1200].map((offset) => BIG + BigInt(offset)))
    expect(slopeOf(steady)).toEqual({ perSecond: 10, low: 10, high: 10, spanMs: 120_000, moved: 1200 })
  })

  it('reads typed arrays as it reads plain ones', () => {
    const typed = {
      at: Float64Array.of(0, 60_000, 120_000, 180_000, 240_000),
      offset: BigInt64Array.of(1n, 7n, 13n, 19n, 25n),
    }
    expect(slopeOf(typed)?.perSecond).toBeCloseTo(0.1)
  })

  it('is not known of four samples, nor of many within less than two minutes', () => {
    expect(slopeOf(track([0, 10, 20, 30], 60_000))).toBeNull()
    expect(
      slopeOf(
        track(
          Array.from({ length: 50 }, (_, index) => index),
          2_000,
        ),
      ),
    ).toBeNull()
    expect(slopeOf(track([]))).toBeNull()
    expect(slopeOf(track([0, 10, 20, 30], 60_000), { minSamples: 3 })?.perSecond).toBeCloseTo(1 / 6)
    expect(slopeOf(track([0, 10, 20, 30, 40], 1_000), { minSpanMs: 3_000 })?.perSecond).toBeCloseTo(10)
  })

  it('is not bent by one burst, nor by a sample that was late', () => {
    const burst = [0, 300, 600, 900, 9000, 1500 + 7800, 1800 + 7800, 2100 + 7800, 2400 + 7800, 2700 + 7800]
    expect(slopeOf(track(burst))?.perSecond).toBeLessThan(60)
    const late = {
      at: [0, 30_000, 60_000, 119_000, 120_000, 150_000],
      offset: [0n, 300n, 600n, 900n, 1200n, 1500n],
    }
    expect(slopeOf(late)?.perSecond).toBeCloseTo(10)
  })

  it('forgets what was before the offset fell', () => {
    const reset = track([9000, 9300, 9600, 100, 400, 700, 1000, 1300])
    expect(slopeOf(reset)).toMatchObject({ perSecond: 10, moved: 1200 })
    expect(slopeOf(track([9000, 9300, 9600, 9900, 100, 400, 700]))).toBeNull()
  })

  it('tells that something moved where the median is 0', () => {
    const once = slopeOf(track([5, 5, 5, 5, 5, 5, 5, 5, 5, 8]))
    expect(once).toMatchObject({ perSecond: 0, moved: 3 })
  })

  it('is the median of all pairs, with its quartiles around it', () => {
    const offsets = fc.array(fc.integer({ min: 0, max: 10_000 }), { minLength: 5, maxLength: 32 })
    fc.assert(
      fc.property(offsets, fc.bigInt({ min: 0n, max: BIG }), (values, base) => {
        const climbing = values.toSorted((a, b) => a - b).map((value) => base + BigInt(value))
        const all = track(climbing)
        const found = slopeOf(all)
        const expected = bruteForce(all)
        const at = (share: number) => expected[Math.round((expected.length - 1) * share)]
        expect(found?.perSecond).toBeCloseTo(at(0.5) ?? Number.NaN, 6)
        expect(found?.low).toBeCloseTo(at(0.25) ?? Number.NaN, 6)
        expect(found?.high).toBeCloseTo(at(0.75) ?? Number.NaN, 6)
      }),
    )
  })

  it('looks at the newest sixty, and among them at points from end to end', () => {
    const change = track([...Array(100).fill(0), ...Array.from({ length: 60 }, (_, index) => index * 60)])
    expect(slopeOf(change)).toEqual({ perSecond: 2, low: 2, high: 2, spanMs: 59 * 30_000, moved: 59 * 60 })
  })
})
