import { FIND_PARTS } from '@sluice/shared/messages-find'
import { describe, expect, it } from 'vitest'
import { addColumn } from '../columns/columns.ts'
import { DEFAULT_URL, type MessagesUrl, writeMessagesUrl } from '../messages.url.ts'
import { topicsLink } from './topics-link.ts'

const amount = addColumn(null, { root: 'value', steps: ['amount'] })
const of = (url: Partial<MessagesUrl>, own: string | null, topics: string[]) => {
  const link = topicsLink({ ...DEFAULT_URL, ...url }, own, topics)
  const said = Object.entries(writeMessagesUrl(link.url)).filter(([, text]) => text !== undefined)
  return { topic: link.topic, ...Object.fromEntries(said) }
}

describe('the same view of other topics', () => {
  it('goes from one topic to several with its search, and leaves what only one topic has', () => {
    const find: MessagesUrl['find'] = { text: 'B-7', in: [...FIND_PARTS], exactCase: false, bytes: false }
    const one: Partial<MessagesUrl> = {
      find,
      partitions: [1],
      start: { kind: 'offsets', offsets: { 1: '5' } },
      record: { topic: null, partition: 1, offset: '5' },
      compare: { topic: 'gone', partition: 0, offset: '1' },
    }
    expect(of(one, 'orders', ['orders', 'payments'])).toEqual({
      topic: null,
      topics: 'orders,payments',
      q: 'B-7',
      record: 'orders:1:5',
    })
  })

  it('goes back to one with the record of that topic, and with no other', () => {
    const record = { topic: 'orders', partition: 1, offset: '5' }
    const topics = ['orders', 'payments']
    expect(of({ topics, record }, null, ['orders'])).toEqual({ topic: 'orders', record: '1:5' })
    expect(of({ topics, record }, null, ['payments'])).toEqual({ topic: 'payments' })
    expect(of({ topics, record }, null, ['orders', 'x'])).toEqual({
      topic: null,
      topics: 'orders,x',
      record: 'orders:1:5',
    })
  })

  it('adds the topic to chosen columns, and takes it away again', () => {
    const across = topicsLink({ ...DEFAULT_URL, columns: amount }, 'a', ['a', 'b']).url
    expect(across.columns?.map(({ field }) => field).slice(0, 2)).toEqual(['timestamp', 'topic'])
    expect(topicsLink(across, null, ['a']).url.columns).toEqual(amount)
    expect(topicsLink(DEFAULT_URL, 'a', ['a', 'b']).url.columns).toBeNull()
  })
})
