import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { createScanner, places } from '../testing/run-scan.ts'

const ORDERS = 'orders'
const SMALL = { firstFetchBytes: 300, fetchBytes: 900, bufferBytes: 4_000, fetchWaitMs: 1 }
const ALL = { topic: ORDERS, from: { oldest: true as const }, limit: 10_000 }
const TIMEOUT_MS = 60_000

interface Order {
  amount?: number | null
  source?: string
}

/** Partitions with batches of a few orders each, times in no order. */
function logOf(partitions: readonly (readonly Order[])[]): MemoryGateway {
  const gateway = createMemoryGateway({ topics: [{ name: ORDERS, partitions: partitions.length }] })
  for (const [partition, orders] of partitions.entries()) {
    for (let at = 0; at < orders.length; at += 5) {
      const records = orders.slice(at, at + 5).map((order, index) => {
        return {
          timestamp: BigInt(((at + index) * 7) % 30),
          key: `k${at + index}`,
          value: JSON.stringify(order),
        }
      })
      gateway.append(ORDERS, partition, records, { codec: at % 2 === 0 ? 'none' : 'zstd' })
    }
  }
  return gateway
}

const orders = fc.array(
  fc.array(
    fc.record({
      amount: fc.option(fc.integer({ min: -5, max: 5 })),
      source: fc.constantFrom('rental', 'sales', 'r\u00e9ntal', 'ren"tal'),
    }),
    { maxLength: 30 },
  ),
  { minLength: 1, maxLength: 3 },
)

/** Expressions with what they mean; null is a record that they fail on. */
const EXPRESSIONS: [string, (order: Order) => boolean | null][] = [
  ['value.amount > 1', ({ amount }) => (amount === null ? null : (amount ?? 0) > 1)],
  ["value.source == 'rental'", ({ source }) => source === 'rental'],
  [
    `value.source == 'ren"tal' && value.amount == null`,
    ({ source, amount }) => source === 'ren"tal' && amount === null,
  ],
  [
    "value.source.startsWith('r') || value.amount == 5",
    ({ source, amount }) => source?.startsWith('r') || amount === 5,
  ],
]

const inOrder = (found: readonly string[]) => found.toSorted()

describe('a scan with an expression', () => {
  it(
    'finds what plain JavaScript finds, in every order, page by page',
    async () => {
      await fc.assert(
        fc.asyncProperty(
          orders,
          fc.constantFrom(...EXPRESSIONS),
          fc.constantFrom('forward' as const, 'backward' as const, 'time' as const),
          fc.integer({ min: 1, max: 9 }),
          async (partitions, [cel, holds], order, limit) => {
            const expected = partitions.flatMap((log, partition) =>
              log.flatMap((one, offset) => (holds(one) === true ? [`${partition}:${offset}`] : [])),
            )
            const scanner = createScanner(logOf(partitions), SMALL)
            const pages = await scanner.pages({ ...ALL, limit, order, filter: { cel } })
            expect(inOrder(places(pages.flatMap(({ rows }) => rows)))).toEqual(inOrder(expected))
          },
        ),
        { numRuns: 60 },
      )
    },
    TIMEOUT_MS,
  )

  it('shows only what both the text and the expression want', async () => {
    const gateway = logOf([
      [
        { amount: 1, source: 'rental' },
        { amount: 2, source: 'rental' },
        { amount: 2, source: 'sales' },
      ],
    ])
    const { rows } = await createScanner(gateway).page({
      ...ALL,
      filter: { text: 'rental', cel: 'value.amount == 2' },
    })
    expect(places(rows)).toEqual(['0:1'])
  })

  it('counts the records that it fails on, tells of some, and goes on', async () => {
    const gateway = logOf([Array.from({ length: 100 }, (_, amount) => (amount % 4 === 0 ? { amount } : {}))])
    const { rows, notes, end } = await createScanner(gateway).page({
      ...ALL,
      filter: { cel: 'value.amount >= 0' },
    })
    expect(rows).toHaveLength(25)
    expect(end).toMatchObject({ reason: 'end', records: 100, filterErrors: 75 })
    const failed = notes.filter(({ code }) => code === 'filter-error')
    expect(failed).toHaveLength(20)
    expect(failed[0]).toMatchObject({
      partition: 0,
      from: '1',
      message: expect.stringContaining('value.amount is not there'),
    })
  })

  it('does not ask of records that lack a text which every match holds', async () => {
    const log = Array.from({ length: 100 }, (_, at) =>
      at === 70 ? { source: 'rental-x', amount: 1 } : { source: 'sales' },
    )
    const { rows, end } = await createScanner(logOf([log])).page({
      ...ALL,
      filter: { cel: "value.source == 'rental-x' && value.amount > 0" },
    })
    expect(places(rows)).toEqual(['0:70'])
    // Of the other records nothing is known, so nothing of them can fail.
    expect(end).toMatchObject({ records: 100, filterErrors: 0 })
  })

  it('is refused before anything is read, with the place of the mistake', async () => {
    const scanner = createScanner(logOf([[{}]]))
    await expect(scanner.page({ ...ALL, filter: { cel: 'vlaue.amount > 1' } })).rejects.toMatchObject({
      code: 'FILTER_INVALID',
      details: { code: 'unknown-name', start: 0, end: 5, line: 1, column: 1, suggestion: 'value' },
    })
  })

  it('binds its cursor to the expression', async () => {
    const scanner = createScanner(logOf([Array.from({ length: 20 }, (_, amount) => ({ amount }))]))
    const { end } = await scanner.page({ ...ALL, limit: 2, filter: { cel: 'value.amount > 1' } })
    expect(end.cursor).not.toBeNull()
    const cursor = end.cursor ?? ''
    await expect(scanner.page({ ...ALL, filter: { cel: 'value.amount > 2' }, cursor })).rejects.toMatchObject(
      {
        code: 'CURSOR_INVALID',
      },
    )
  })

  it('ends with an error of its own where the expression takes too much, the rows found before it given out', async () => {
    const values = Array.from({ length: 400 }, (_, at) => ({
      at,
      n: Array.from({ length: at === 399 ? 3000 : 1 }, (_item, n) => n),
    }))
    const gateway = createMemoryGateway({ topics: [{ name: ORDERS, partitions: 1 }] })
    for (const value of values)
      gateway.append(ORDERS, 0, [{ timestamp: 0n, key: null, value: JSON.stringify(value) }])
    const cel = 'value.n.all(x, value.n.all(y, x + y >= 0))'
    const scanner = createScanner(gateway, { ...SMALL, progressMs: 0, flushMs: 0 })
    const rows: string[] = []
    let place: string | null = null
    const read = async () => {
      for await (const frame of scanner.frames({ ...ALL, filter: { cel } })) {
        if (frame.t === 'rows') rows.push(...places(frame.rows))
        if (frame.t === 'open' || frame.t === 'progress') place = frame.cursor ?? place
      }
    }
    await expect(read()).rejects.toMatchObject({ code: 'FILTER_TIMEOUT' })
    expect(rows.length).toBeGreaterThan(0)
    expect(place).not.toBeNull()
  })
})
