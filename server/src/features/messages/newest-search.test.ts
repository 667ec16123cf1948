import type { ScanFrame } from '@sluice/shared/messages'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createScanner } from './testing/run-scan.ts'
import { ORDERS, ordersAt, upTo } from './testing/small-log.ts'

const BATCH = 100
const search = { topic: ORDERS, filter: { text: 'needle' } }

interface Known {
  partition: number
  offset: number
  time: number
}

/**
 * Partitions of the lengths given over the same span of time, in batches of a hundred; each record is late by up to
 * `jitter`, and one in `rarity` holds the needle. What matches comes back, the newest first.
 */
function haystack(
  lengths: readonly number[],
  { rarity = 1000, jitter = 0, seed = 7, span = 1_000_000 } = {},
) {
  let state = seed
  const draw = (below: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) % below
  }
  const gateway = ordersAt(lengths.map(() => []))
  const matching: Known[] = []
  for (const [partition, length] of lengths.entries()) {
    for (let from = 0; from < length; from += BATCH) {
      const batch = upTo(Math.min(BATCH, length - from)).map((at) => {
        const offset = from + at
        const time = Math.floor((offset * span) / length) + (jitter === 0 ? 0 : draw(jitter))
        const hit = draw(rarity) === 0
        if (hit) matching.push({ partition, offset, time })
        return { timestamp: BigInt(time), key: null, value: hit ? 'needle' : 'a straw' }
      })
      gateway.append(ORDERS, partition, batch)
    }
  }
  matching.sort((a, b) => b.time - a.time || b.offset - a.offset || b.partition - a.partition)
  return { gateway, matching }
}

const placesOf = (known: readonly Known[]) => known.map(({ partition, offset }) => `${partition}:${offset}`)

describe('the newest that match', () => {
  it.each([
    ['even partitions', upTo(6).map(() => 40_000)],
    ['one partition with most of the messages', [200_000, 10_000, 10_000, 10_000, 10_000]],
  ])('cost at most twice the records that had to be looked at: %s', async (_, lengths) => {
    const { gateway, matching } = haystack(lengths)
    const { rows, end } = await createScanner(gateway).page({ ...search, from: { newest: 50 } })
    expect(rows.map(({ partition, offset }) => `${partition}:${offset}`)).toEqual(
      placesOf(matching.slice(0, 50)),
    )
    const last = matching[49]
    if (last === undefined) throw new Error('Too few match')
    const needed = lengths.reduce((sum, length) => sum + length * (1 - last.time / 1_000_000), 0)
    expect(end.records / needed).toBeLessThan(2)
    expect(end.records / needed).toBeGreaterThan(0.99)
  })

  it('come out as soon as no newer one can turn up, not when the page is full', async () => {
    const { gateway, matching } = haystack([60_000, 60_000])
    const seen: { looked: number; rows: number }[] = []
    let [looked, rows] = [0, 0]
    for await (const frame of createScanner(gateway, {
      progressMs: 0,
      flushMs: 0,
      stretchBytes: 100_000,
      sliceBytes: 400_000,
    }).frames({
      ...search,
      from: { newest: 10_000 },
    })) {
      if (frame.t === 'progress') looked = frame.records
      if (frame.t !== 'rows') continue
      rows += frame.rows.length
      seen.push({ looked, rows })
    }
    expect(rows).toBe(matching.length)
    expect(seen[0]?.looked).toBeLessThan(40_000)
    expect(seen.filter((each) => each.looked < 100_000).length).toBeGreaterThan(3)
  })

  it('come in the true order of time, exactly once, however often the reader stops and goes on', async () => {
    const random = fc.record({
      lengths: fc.array(fc.nat({ max: 1_500 }), { minLength: 1, maxLength: 4 }),
      rarity: fc.constantFrom(5, 40, 300),
      jitter: fc.constantFrom(0, 3, 500, 1_000_000),
      span: fc.constantFrom(50, 20_000, 1_000_000),
      seed: fc.nat(),
      newest: fc.constantFrom(8, 60, 1_000),
      patience: fc.array(fc.nat({ max: 4 }), { maxLength: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(random, async ({ lengths, newest, patience, ...rest }) => {
        const { gateway, matching } = haystack(lengths, rest)
        const scanner = createScanner(gateway, { cursorMs: 0, firstFetchBytes: 1_000, fetchBytes: 4_000 })
        const got: string[] = []
        let cursor: string | null | undefined
        for (let page = 0; cursor !== null; page += 1) {
          let left = patience[page] ?? Number.POSITIVE_INFINITY
          let rows: string[] = []
          const place = cursor === undefined ? {} : { cursor }
          for await (const frame of scanner.frames({ ...search, from: { newest }, ...place })) {
            if (frame.t === 'rows') rows.push(...frame.rows.map((row) => `${row.partition}:${row.offset}`))
            const told = cursorOf(frame)
            if (told === undefined) continue
            got.push(...rows)
            rows = []
            cursor = told
            left -= 1
            if (left < 0) break
          }
        }
        expect(got).toEqual(placesOf(matching))
      }),
      { numRuns: 40 },
    )
  }, 60_000)
})

function cursorOf(frame: ScanFrame): string | null | undefined {
  return frame.t === 'progress' || frame.t === 'end' ? frame.cursor : undefined
}
