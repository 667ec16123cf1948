import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fieldText } from '../columns/field-path.ts'
import { readField } from '../columns/field-value.ts'
import { bytesPayload, sampleMessage, textPayload } from '../sample-message.fixture.ts'
import { fieldGroups } from './field-choices.ts'
import { FieldTally } from './field-tally.ts'

const tallyOf = (values: readonly string[]) => {
  const tally = new FieldTally()
  for (const value of values) tally.add(sampleMessage({ value: textPayload(value) }))
  return tally
}
const lines = (tally: FieldTally) =>
  tally.fields().map(({ path, count, kinds }) => `${fieldText(path)} ${count} ${kinds.join(' ')}`)

describe('FieldTally', () => {
  it('finds every path with its share and kinds, parents first', () => {
    expect(
      lines(tallyOf(['{"a":1,"b":{"c d":[true,{"e":null}]}}', '{"a":"x"}', 'no JSON', '{"a":2}'])),
    ).toEqual([
      'value.a 3 number,2 string,1',
      'value.b 1 object,1',
      'value.b["c d"] 1 array,1',
      'value.b["c d"][0] 1 boolean,1',
      'value.b["c d"][1] 1 object,1',
      'value.b["c d"][1].e 1 null,1',
    ])
  })

  it('counts a message once for a name that stands twice, as what stands last', () => {
    expect(lines(tallyOf(['{"a":1,"a":"x"}', '{"__proto__":1}']))).toEqual([
      'value.a 1 string,1',
      'value.__proto__ 1 number,1',
    ])
  })

  it('agrees with reading each path of each message', () => {
    const inner = fc.constantFrom('1', '"x"', 'null', '{"a":2}', '[1,2]', '{"b":{"a":[]}}', 'true')
    const document = fc.tuple(inner, inner).map(([a, b]) => `{"a":${a},"b":${b}}`)
    fc.assert(
      fc.property(fc.array(document, { minLength: 1, maxLength: 12 }), (values) => {
        const messages = values.map((value) => sampleMessage({ value: textPayload(value) }))
        for (const { path, count, kinds } of tallyOf(values).fields()) {
          const found = messages
            .map((message) => readField(message, path))
            .filter(({ kind }) => kind !== 'absent')
          expect(found.length).toBe(count)
          for (const [kind, of] of kinds) expect(found.filter((value) => value.kind === kind).length).toBe(of)
        }
      }),
    )
  })

  it('is bounded in fields, and says that there are more', () => {
    const wide = `{${Array.from({ length: 3000 }, (_, at) => `"f${at}":1`).join(',')}}`
    const tally = tallyOf([wide])
    expect(tally.fields()).toHaveLength(2000)
    expect(tally.more).toBe(true)
  })

  it('counts headers and keys, and messages of which only a part is here', () => {
    const tally = new FieldTally()
    const value = { encoding: 'utf8' as const, data: '{"a":1,"b":"cu', size: 9000, truncated: true }
    const headers = [
      { key: 'h', value: textPayload('1') },
      { key: 'bin', value: bytesPayload([255]) },
    ]
    tally.add(sampleMessage({ value, key: textPayload('{"id":7}'), headers }))
    expect(lines(tally)).toEqual([
      'value.a 1 number,1',
      'key.id 1 number,1',
      'headers.h 1 string,1',
      'headers.bin 1 bytes,1',
    ])
    expect(tally.cut).toBe(1)
  })
})

describe('fieldGroups', () => {
  it('offers metadata always, and with words what holds each of them', () => {
    const observed = tallyOf(['{"order":{"id":1},"offsetOf":2}']).fields()
    expect(fieldGroups(observed, '').map(({ id }) => id)).toEqual(['value', 'meta'])
    const found = fieldGroups(observed, 'ID order').flatMap(({ fields }) =>
      fields.map(({ path }) => fieldText(path)),
    )
    expect(found).toEqual(['value.order.id'])
  })
})
