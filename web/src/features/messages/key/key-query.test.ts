import { DEFAULT_QUERY } from '@sluice/shared/messages-link'
import { describe, expect, it } from 'vitest'
import { messagesWithKey } from './key-query.ts'

const payload = { encoding: 'utf8' as const, data: 'K-1', size: 3, truncated: false }
const keyOf = (key: Parameters<typeof messagesWithKey>[0]) => messagesWithKey(key)?.key

describe('all messages with the key of one', () => {
  it('are the newest of all partitions, whatever the query was before', () => {
    const before = {
      ...DEFAULT_QUERY,
      start: { kind: 'oldest' as const },
      end: { kind: 'offset' as const, offset: '7' },
      partitions: [1],
    }
    expect({ ...before, ...messagesWithKey(payload) }).toEqual({
      ...DEFAULT_QUERY,
      key: { form: 'text', text: 'K-1', everywhere: false },
    })
  })

  it('tell bytes, an empty key and none apart', () => {
    expect(keyOf({ ...payload, encoding: 'base64', data: '/wA=' })).toMatchObject({
      form: 'base64',
      text: '/wA=',
    })
    expect(keyOf({ ...payload, data: '', size: 0 })).toMatchObject({ form: 'empty' })
    expect(keyOf(null)).toMatchObject({ form: 'null' })
  })

  it('cannot be asked for by a part of a key, or by one longer than a link holds', () => {
    expect(messagesWithKey({ ...payload, truncated: true })).toBeNull()
    expect(messagesWithKey({ ...payload, data: 'x'.repeat(5000) })).toBeNull()
  })
})
