import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveByKey, rangeOf } from './range-choice.ts'
import { bucketAt, type StripBucket, stripBars } from './time-strip-geometry.ts'
import { timeTicks } from './time-ticks.ts'

const bucket = (from: number, to: number, count: bigint, part: Partial<StripBucket> = {}): StripBucket => ({
  from,
  to,
  count,
  inRange: count,
  scanned: null,
  found: 0,
  ...part,
})
const size = { width: 100, height: 20 }

describe('bars of a time strip', () => {
  it('stand where their time is and are as high as their count', () => {
    const bars = stripBars([bucket(0, 10, 5n), bucket(10, 30, 10n), bucket(30, 40, 0n)], size)
    expect(bars.map(({ x, width }) => [x, width])).toEqual([
      [0, 24],
      [25, 49],
      [75, 24],
    ])
    expect(bars.map(({ open }) => open)).toEqual([10, 20, 0])
  })

  it('leave the rest a quarter of the height beside a burst, and stay in their order', () => {
    const counts = [8n, 9n, 10n, 11n, 400n, 2300n]
    const heights = stripBars(
      counts.map((count, at) => bucket(at, at + 1, count)),
      size,
    ).map(({ open }) => open)
    expect(heights[2]).toBeCloseTo(5)
    expect(heights.at(-1)).toBe(20)
    expect(heights).toEqual(heights.toSorted((a, b) => a - b))
    expect(new Set(heights).size).toBe(counts.length)
  })

  it('tell apart what was scanned, what is still to scan, and what is not asked for', () => {
    const [half, none] = stripBars(
      [bucket(0, 1, 8n, { inRange: 6n, scanned: 2n }), bucket(1, 2, 8n, { inRange: 0n, scanned: 0n })],
      size,
    )
    expect(half).toMatchObject({ scanned: 5, open: 10, outside: 5 })
    expect(none).toMatchObject({ scanned: 0, open: 0, outside: 20 })
  })

  it('show one message among a quintillion, and one find among many', () => {
    const [one, all] = stripBars(
      [bucket(0, 1, 1n, { found: 1 }), bucket(1, 2, 10n ** 18n, { found: 900 })],
      size,
    )
    expect(one?.open).toBe(2)
    expect(one?.found).toBe(5)
    expect(all).toMatchObject({ open: 20, found: 14 })
  })

  it('keep to the height and the width, whatever the counts', () => {
    const amounts = fc.tuple(fc.bigInt({ min: 0n, max: 2n ** 63n }), fc.nat(100), fc.nat(100))
    fc.assert(
      fc.property(fc.array(amounts, { minLength: 1, maxLength: 50 }), (given) => {
        const buckets = given.map(([count, ranged, read], at) => {
          const inRange = (count * BigInt(ranged)) / 100n
          return bucket(at * 7, at * 7 + 7, count, { inRange, scanned: (inRange * BigInt(read)) / 100n })
        })
        for (const { x, width, scanned, open, outside } of stripBars(buckets, size)) {
          expect(x + width).toBeLessThanOrEqual(size.width + 0.5)
          expect(scanned + open + outside).toBeLessThanOrEqual(size.height + 1e-6)
          expect(Math.min(scanned, open, outside)).toBeGreaterThanOrEqual(-1e-6)
        }
      }),
    )
  })

  it('are found again by their place', () => {
    const buckets = [bucket(5, 10, 1n), bucket(10, 30, 1n), bucket(30, 45, 1n)]
    expect([-1, 0, 0.12, 0.13, 0.62, 0.63, 1, 2].map((at) => bucketAt(at, buckets))).toEqual([
      0, 0, 0, 1, 1, 2, 2, 2,
    ])
    expect(bucketAt(0.5, [])).toBe(0)
  })
})

describe('times along a strip', () => {
  const labels = (from: string, to: string, zone: string, most: number) =>
    timeTicks(Date.parse(from), Date.parse(to), zone, most).map(({ label }) => label)

  it('are round on the clocks of the zone', () => {
    expect(labels('2026-11-21T01:10:00Z', '2026-11-21T05:00:00Z', 'UTC', 4)).toEqual([
      '02:00',
      '03:00',
      '04:00',
      '05:00',
    ])
    expect(labels('2026-11-21T01:10:00Z', '2026-11-21T05:00:00Z', 'Asia/Kolkata', 4)).toEqual([
      '07:00',
      '08:00',
      '09:00',
      '10:00',
    ])
    expect(labels('2026-11-20T13:00:00Z', '2026-11-21T01:00:00Z', 'Asia/Seoul', 4)).toEqual([
      '11-21',
      '03:00',
      '06:00',
      '09:00',
    ])
    expect(labels('2026-11-21T07:00:00Z', '2026-11-21T07:00:20Z', 'UTC', 3)).toEqual([
      '07:00:00',
      '07:00:10',
      '07:00:20',
    ])
  })

  it('keep to the clocks across their change', () => {
    const ticks = labels('2026-10-24T09:00:00Z', '2026-10-26T10:00:00Z', 'Europe/Berlin', 5)
    expect(ticks).toEqual(['12:00', '10-25', '12:00', '10-26'])
  })

  it('are never more than asked, and none where there is no time', () => {
    for (const hours of [0.01, 1, 7, 100, 10_000, 1_000_000]) {
      expect(timeTicks(0, hours * 3_600_000, 'UTC', 5).length).toBeLessThanOrEqual(5)
    }
    expect(timeTicks(5, 5, 'UTC', 5)).toEqual([])
    expect(timeTicks(0, 1, 'UTC', 0)).toEqual([])
  })
})

describe('a range chosen by keys', () => {
  const nothing = { cursor: null, choice: null }

  it('moves a cursor, and with shift draws the range along', () => {
    expect(moveByKey('ArrowRight', false, nothing, 10)).toEqual({ cursor: 0, choice: null })
    expect(moveByKey('ArrowLeft', false, nothing, 10)).toEqual({ cursor: 9, choice: null })
    const drawn = moveByKey('ArrowLeft', true, { cursor: 5, choice: null }, 10)
    expect(drawn).toEqual({ cursor: 4, choice: { anchor: 5, at: 4 } })
    expect(drawn?.choice && rangeOf(drawn.choice)).toEqual({ first: 4, last: 5 })
    expect(moveByKey('End', true, drawn ?? nothing, 10)).toEqual({ cursor: 9, choice: { anchor: 5, at: 9 } })
    expect(moveByKey('Home', false, drawn ?? nothing, 10)).toEqual({ cursor: 0, choice: null })
  })

  it('leaves other keys alone', () => {
    expect(moveByKey('Enter', false, nothing, 10)).toBeNull()
    expect(moveByKey('ArrowLeft', false, nothing, 0)).toBeNull()
  })
})
