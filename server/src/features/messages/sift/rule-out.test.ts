import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { AT, CODECS } from '#records/batch-header.ts'
import { readBatches } from '#records/batch-reader.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { readRecords } from '#records/record-reader.ts'
import { matchKey } from '../key/key-matcher.ts'
import { matchAll } from '../match-all.ts'
import { compileFilter } from '../text-filter.ts'
import { ruleOut } from './rule-out.ts'

const word = fc.constantFrom('order', 'paid', 'Straße', '한글', 'a"b', 'river')
const payload = fc.option(fc.array(word, { maxLength: 4 }).map((words) => Buffer.from(JSON.stringify(words))))
const record = fc.record({
  timestamp: fc.constant(1n),
  key: payload,
  value: payload,
  headers: fc.constant([]),
})
const batch = fc.record({
  records: fc.array(record, { minLength: 1, maxLength: 5 }),
  codec: fc.constantFrom(...CODECS),
})
const matcher = fc
  .record({
    text: fc.option(fc.record({ text: word, caseSensitive: fc.boolean(), bytes: fc.boolean() })),
    key: fc.option(fc.record({ bytes: payload })),
  })
  .map(({ text, key }) =>
    matchAll([
      ...(text === null ? [] : [compileFilter({ ...text, in: ['key', 'value', 'headers'] })]),
      ...(key === null ? [] : [matchKey(key.bytes)]),
    ]),
  )

/** One behind the other in memory, as an answer brings them, with where they are. */
function laid(batches: readonly Buffer[]) {
  const bytes = Buffer.concat(batches)
  const memory = new ArrayBuffer(bytes.length + 5)
  bytes.copy(Buffer.from(memory), 5)
  let at = 5
  const places = batches.flatMap(({ length }) => {
    at += length
    return [at - length, length]
  })
  return { memory, places: new Float64Array(places) }
}

describe('ruling batches out', () => {
  it('passes over no batch with a match, and does rule out', async () => {
    let cleared = 0
    await fc.assert(
      fc.asyncProperty(matcher, fc.array(batch, { minLength: 1, maxLength: 6 }), async (wanted, batches) => {
        if (wanted === null) return
        const encoded = batches.map(({ records, codec }) => encodeBatch(records, { codec }))
        const { memory, places } = laid(encoded)
        const clear = await ruleOut(memory, places, wanted.traces)
        for (const [at, bytes] of encoded.entries()) {
          const [read] = readBatches(bytes)
          if (read?.ok !== true) throw new Error('The batch cannot be read')
          const found = [...readRecords(read)].some((one) => wanted.matches(one))
          if (found) expect(clear[at]).toBe(0)
          cleared += clear[at] ?? 0
        }
      }),
      { numRuns: 600 },
    )
    expect(cleared).toBeGreaterThan(300)
  })

  it('leaves every damaged batch to whoever tells of it', async () => {
    const wanted = compileFilter({ text: 'absent', in: ['value'], caseSensitive: true, bytes: false })
    const damage = fc.record({
      one: batch,
      at: fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true }),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ one: { records, codec }, at }) => {
        const bytes = encodeBatch(records, { codec })
        expect(await ruleOut(laid([bytes]).memory, laid([bytes]).places, wanted.traces)).toEqual(
          new Uint8Array([1]),
        )
        const hit = AT.attributes + Math.floor(at * (bytes.length - AT.attributes))
        bytes[hit] = (bytes[hit] ?? 0) ^ 0x55
        const { memory, places } = laid([bytes])
        expect(await ruleOut(memory, places, wanted.traces)).toEqual(new Uint8Array([0]))
      }),
      { numRuns: 300 },
    )
  })
})
