import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RecordJudge } from './record-judge.ts'
import { packRecords } from './record-pack.ts'

const text = fc.oneof(fc.string(), fc.string({ unit: 'binary' }), fc.constant('x'.repeat(70_000)))
const payload = fc.option(
  fc.oneof(
    fc.jsonValue().map((value) => JSON.stringify(value)),
    text,
  ),
)
const record = fc.record({ key: payload, value: payload, header: payload })
const source = "value == json('[1]') || key == 'x' || headers['h'] == 'x' || size(string(value)) > 3"
const used = new Set(['value', 'key', 'headers'] as const)
const bytesOf = (data: string | null) => (data === null ? null : Buffer.from(data))

describe('packRecords', () => {
  it('packs into memory that held other records as into fresh memory, whatever lies behind', () => {
    const judge = new RecordJudge(source)
    fc.assert(
      fc.property(fc.array(record, { maxLength: 5 }), fc.nat({ max: 500 }), (given, size) => {
        const records = given.map(({ key, value, header }, index) => ({
          record: {
            offset: BigInt(index),
            timestamp: 0n,
            key: bytesOf(key),
            value: bytesOf(value),
            headers: [{ key: 'h', value: bytesOf(header) }],
            size: 0,
          },
        }))
        const batch = { topic: 'orders', partition: 0, records }
        const fresh = judge.judge(packRecords(batch, used))
        const again = judge.judge(packRecords(batch, used, new Uint8Array(size).fill(0x39)))
        expect(again).toEqual(fresh)
      }),
    )
  })
})
