import { describe, expect, it } from 'vitest'
import { kcatCommand, messageJson, payloadCopy } from './copy-as.ts'
import { bytesPayload, sampleMessage, textPayload } from './sample-message.fixture.ts'

const message = sampleMessage({
  topic: 'rental.book-rented',
  partition: 2,
  offset: '9007199254740993',
  key: textPayload('rental-1'),
  value: textPayload('{"id": 9007199254740993}'),
  headers: [
    { key: 'a', value: textPayload('x"y') },
    { key: 'a', value: null },
    { key: 'b', value: bytesPayload([255]) },
    { key: '\ufffd', keyBytes: '/w==', value: null },
  ],
})

describe('messageJson', () => {
  it('is JSON that keeps digits, null, bytes, and headers in their order', () => {
    const text = messageJson(message)
    expect(text).toContain('"value": {"id": 9007199254740993}')
    expect(JSON.parse(text)).toMatchObject({
      offset: '9007199254740993',
      key: 'rental-1',
      headers: [
        ['a', 'x"y'],
        ['a', null],
        ['b', { base64: '/w==' }],
        [{ base64: '/w==' }, null],
      ],
    })
  })

  it('tells a tombstone from the text null and from nothing', () => {
    expect(messageJson(sampleMessage({ value: null }))).toContain('"value": null')
    expect(messageJson(sampleMessage({ value: textPayload('') }))).toContain('"value": ""')
    expect(payloadCopy(textPayload('null'))).toBe('null')
  })
})

describe('kcatCommand', () => {
  it('asks for exactly this record', () => {
    expect(kcatCommand(message, ['a:9092', 'b:9092'])).toMatch(
      /^kcat -b "a:9092,b:9092" -C -t rental\.book-rented -p 2 -o 9007199254740993 -c 1 /,
    )
    expect(kcatCommand(message, [])).toContain('"$BROKERS"')
  })
})
