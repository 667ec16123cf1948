import { describe, expect, it } from 'vitest'
import { bytesPayload, sampleMessage, textPayload } from '../sample-message.fixture.ts'
import { versionsOf } from './versions.ts'

const value = (data: string | null) => sampleMessage({ value: data === null ? null : textPayload(data) })

describe('the versions of a key', () => {
  it('say which fields each changed, digit for digit', () => {
    const [second] = versionsOf(
      [value('{"n":9007199254740993,"s":"b"}'), value('{"n":9007199254740992}')],
      true,
    )
    expect(second).toMatchObject({
      kind: 'fields',
      changes: [
        { kind: 'changed', path: '$.n', before: '9007199254740992', after: '9007199254740993' },
        { kind: 'added', path: '$.s', before: null, after: '"b"' },
      ],
    })
  })

  it('tell tombstones, what came after one, repeats, and the first', () => {
    const rows = [
      value('{"a":1}'),
      value(null),
      value('{"a": 1}'),
      value('{"a":1}'),
      value('{"a":1}'),
      value('x'),
    ]
    expect(versionsOf(rows, true).map(({ kind }) => kind)).toEqual([
      'again',
      'tombstone',
      'same',
      'same',
      'whole',
      'first',
    ])
  })

  it('do not take the oldest one read for the first where older ones are left', () => {
    expect(versionsOf([value('1')], false)[0]).toMatchObject({ kind: 'open', before: null })
    expect(versionsOf([value(null)], false)[0]?.kind).toBe('tombstone')
  })

  it('do not judge by a part of a value, and know bytes from text that is written alike', () => {
    const cut = sampleMessage({ value: { ...textPayload('{"a":'), truncated: true } })
    expect(versionsOf([cut, value('{"a":1}')], true)[0]?.kind).toBe('cut')
    const bytes = sampleMessage({ value: bytesPayload([255]) })
    expect(versionsOf([bytes, value('/w==')], true)[0]?.kind).toBe('whole')
  })
})
