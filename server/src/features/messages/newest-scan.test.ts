import { describe, expect, it } from 'vitest'
import { createScanner, places } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

/** `count` records in batches of 100, one a millisecond. */
function append(
  gateway: ReturnType<typeof ordersAt>,
  partition: number,
  count: number,
  time = (at: number) => at,
) {
  for (let at = 0; at < count; at += 100) {
    gateway.append(ORDERS, partition, recordsAt(upTo(Math.min(100, count - at)).map((i) => time(at + i))))
  }
}

describe('the newest of a long log', () => {
  it('cost a few fetches near the end, not the log', async () => {
    const gateway = ordersAt([[], []])
    append(gateway, 0, 10_000)
    append(gateway, 1, 10_000)
    const { rows, end } = await createScanner(gateway).page({ topic: ORDERS, from: { newest: 100 } })
    expect(places(rows).slice(0, 3)).toEqual(['1:9999', '0:9999', '1:9998'])
    expect(rows).toHaveLength(100)
    expect(end.records).toBeLessThan(500)
    expect(gateway.calls.fetch).toBeLessThan(4)
  })

  it('come from one busy partition among idle ones without reading far back', async () => {
    const gateway = ordersAt([[1], [2], [3], [4], [5], [6], [7], []])
    append(gateway, 7, 10_000, (at) => 1_000 + at)
    const { rows, end } = await createScanner(gateway).page({ topic: ORDERS, from: { newest: 100 } })
    expect(places(rows)).toEqual(upTo(100).map((at) => `7:${9_999 - at}`))
    expect(end.records).toBeLessThan(1_000)
  })

  it('with one time for all: highest offsets first, and nothing is searched for', async () => {
    const gateway = ordersAt([[], []])
    append(gateway, 0, 5_000, () => 7)
    append(gateway, 1, 4_000, () => 7)
    const { rows, notes, end } = await createScanner(gateway).page({ topic: ORDERS, from: { newest: 100 } })
    expect(places(rows)).toEqual(upTo(100).map((at) => `0:${4_999 - at}`))
    expect(notes).toEqual([])
    expect(end.records).toBeLessThan(1_000)
  })

  it('without times (−1) are the highest offsets', async () => {
    const gateway = ordersAt([upTo(50).map(() => -1)])
    const { rows } = await createScanner(gateway).page({ topic: ORDERS, from: { newest: 3 } })
    expect(places(rows)).toEqual(['0:49', '0:48', '0:47'])
  })
})

describe('times out of offset order', () => {
  it('a newer record far below the end is found, and no note is needed', async () => {
    const gateway = ordersAt([[5, 99_999_999]])
    append(gateway, 0, 3_000)
    const { rows, notes } = await createScanner(gateway).page({ topic: ORDERS, from: { newest: 3 } })
    expect(places(rows)).toEqual(['0:1', '0:3001', '0:3000'])
    expect(notes).toEqual([])
  })

  it('batches too old are not opened on the way to it', async () => {
    const gateway = ordersAt([[99_999_999]])
    append(gateway, 0, 10_000)
    const { end } = await createScanner(gateway, { fetchBytes: 20_000 }).page({
      topic: ORDERS,
      from: { newest: 3 },
    })
    expect(end.records).toBeGreaterThan(9_000)
    expect(end.matched).toBe(3)
  })

  it('beyond the budget: a note says where, no more is read, and the record comes with a later page', async () => {
    const gateway = ordersAt([[99_999_999]])
    append(gateway, 0, 2_000)
    const scanner = createScanner(gateway, {
      disorderBytes: 10_000,
      firstFetchBytes: 1_000,
      fetchBytes: 4_000,
    })
    const pages = await scanner.pages({ topic: ORDERS, from: { newest: 300 } })
    const [first] = pages
    expect(first?.notes).toMatchObject([{ code: 'out-of-order', partition: 0, from: '0' }])
    expect(Number(first?.notes[0]?.to)).toBeGreaterThan(1_000)
    expect(first?.end.bytes).toBeLessThan(60_000)
    const all = places(pages.flatMap(({ rows }) => rows))
    expect(all.toSorted()).toEqual(
      upTo(2_001)
        .map((at) => `0:${at}`)
        .toSorted(),
    )
    expect(all[0]).toBe('0:2000')
  })
})
