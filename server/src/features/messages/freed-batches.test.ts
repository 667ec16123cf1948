import { describe, expect, it } from 'vitest'
import { CODECS } from '#records/batch-header.ts'
import { createScanner } from './testing/run-scan.ts'
import { ORDERS, ordersAt, upTo } from './testing/small-log.ts'

/** Large enough that what a batch decompresses to has memory of its own, and that one batch is several handfuls. */
const RECORDS = 1_500
const PADDING = 'x'.repeat(90)

function filled(codec: (typeof CODECS)[number]) {
  const gateway = ordersAt([[]])
  for (const batch of upTo(3)) {
    const records = upTo(RECORDS).map((at) => {
      const id = batch * RECORDS + at
      return { timestamp: BigInt(id), key: `k${id}`, value: JSON.stringify({ id, odd: id % 2, PADDING }) }
    })
    gateway.append(ORDERS, 0, records, { codec })
  }
  return gateway
}

describe.each(CODECS)('what a %s batch decompressed to', (codec) => {
  it.each([
    ['by an expression, forward', { from: { oldest: true as const }, filter: { cel: 'value.odd == 1' } }],
    ['by an expression, backward', { from: { newest: 9_000 }, filter: { cel: 'value.odd == 1' } }],
    ['by text, forward', { from: { oldest: true as const }, filter: { text: '"odd":1' } }],
    ['by text, backward', { from: { newest: 9_000 }, filter: { text: '"odd":1' } }],
  ])('is given back only after everything found in it was taken, %s', async (_, query) => {
    const { rows } = await createScanner(filled(codec)).page({ topic: ORDERS, limit: 10_000, ...query })
    const wanted = upTo(3 * RECORDS).filter((id) => id % 2 === 1)
    const found = rows.map(({ key, value }) => [key?.data, JSON.parse(value?.data ?? '').id] as const)
    expect(found.toSorted(([, a], [, b]) => a - b)).toEqual(wanted.map((id) => [`k${id}`, id]))
  })
})
