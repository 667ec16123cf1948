import { describe, expect, it } from 'vitest'
import { JsonReader } from './json-reader.ts'
import { RecordEvaluator } from './record-evaluator.ts'
import { packRecords } from './record-pack.ts'

const ALL = new Set(['value', 'key', 'headers', 'headerList', 'offset', 'timestamp', 'size'] as const)

function evaluate(source: string, ...values: (string | Buffer | null)[]) {
  const records = values.map((value, index) => ({
    record: {
      offset: BigInt(index),
      timestamp: 1_700_000_000_000n,
      key: Buffer.from('k'),
      value: value === null ? null : Buffer.from(value),
      headers: [{ key: 'trace', value: Buffer.from('t1') }],
      size: 10,
    },
  }))
  const pack = packRecords({ topic: 'orders', partition: 3, records }, ALL)
  const { bytes, bounds, failures } = new RecordEvaluator(source, new JsonReader()).evaluate(pack)
  const texts = values.map((_, index) => {
    const from = bounds[index * 2] ?? -1
    return from === -1 ? null : Buffer.from(bytes).toString('utf8', from, bounds[index * 2 + 1])
  })
  return { texts, failures }
}

describe('RecordEvaluator', () => {
  it('writes what an expression gives as JSON, whole numbers digit for digit', () => {
    const { texts } = evaluate(
      '{"id": value.id, "n": [1, 2.5, 3u], "p": partition}',
      '{"id":9007199254740993}',
    )
    expect(texts).toEqual(['{"id":9007199254740993,"n":[1,2.5,3],"p":3}'])
  })

  it('gives a document back that it was not told to change, member by member', () => {
    const text = '{"a":{"b":[1,{"c":null}],"d":"\\u0041é\\n"},"e":18446744073709551616}'
    expect(evaluate('value', text).texts).toEqual([
      '{"a":{"b":[1,{"c":null}],"d":"Aé\\n"},"e":18446744073709551616}',
    ])
  })

  it('leaves a text bare, null as null, and bytes as they are', () => {
    expect(evaluate('value.name', '{"name":"Ada"}', '{"name":null}').texts).toEqual(['Ada', null])
    expect(evaluate('value', Buffer.from([0xff, 0x01])).texts).toEqual([Buffer.from([0xff, 0x01]).toString()])
    expect(evaluate('headers.trace', '1').texts).toEqual(['t1'])
  })

  it('writes times and durations as text', () => {
    expect(evaluate('[timestamp]', '1').texts).toEqual(['["2023-11-14T22:13:20.000Z"]'])
    expect(evaluate('[duration("90s")]', '1').texts).toEqual(['["90s"]'])
  })

  it('says of each record why it failed, and goes on', () => {
    const { texts, failures } = evaluate('value.a', '{"a":1}', '{}', '{"a":2}')
    expect(texts).toEqual(['1', null, '2'])
    expect(failures).toEqual([{ index: 1, message: 'value.a is not there.' }])
  })

  it('refuses numbers that JSON has no form of', () => {
    expect(evaluate('[1.0 / 0.0]', '1').failures).toHaveLength(1)
  })
})
