import type { Histogram, HistogramRequest } from '@sluice/shared/messages-histogram'
import { describe, expect, it } from 'vitest'
import { resolveRange } from './resolve-range.ts'
import { modelLog } from './testing/model-log.ts'

const HOUR = 3_600_000
const LOG = [[10 * HOUR, 11 * HOUR, 12 * HOUR]]

function resolve(part: Partial<Parameters<typeof resolveRange>[0]>, told: Partial<Histogram> = {}) {
  const asked: HistogramRequest[] = []
  const histogram = (request: HistogramRequest) => {
    asked.push(request)
    const from = request.from ?? 10 * HOUR
    const answer = { edges: [from, 13 * HOUR], counts: ['3'], first: 10 * HOUR, last: 12 * HOUR, ...told }
    return Promise.resolve(answer as unknown as Histogram)
  }
  const query = {
    topics: ['orders'],
    start: { kind: 'oldest' },
    end: null,
    isolation: 'read_committed',
    ...part,
  }
  const signal = new AbortController().signal
  const asking = { open: modelLog(LOG).open, histogram, signal, nowMs: 12.5 * HOUR }
  return resolveRange(query as Parameters<typeof resolveRange>[0], asking).then((range) => ({ range, asked }))
}

describe('resolveRange', () => {
  it('goes from the first time of the log to behind its last', async () => {
    expect((await resolve({})).range).toMatchObject({
      span: { from: 10 * HOUR, to: 12 * HOUR + 1 },
      bounds: null,
    })
  })

  it('begins no earlier than the log does', async () => {
    const { range } = await resolve({
      start: { kind: 'time', ms: HOUR },
      end: { kind: 'time', ms: 11 * HOUR },
    })
    expect(range).toMatchObject({ span: { from: 10 * HOUR, to: 11 * HOUR } })
  })

  it('makes a time of an offset by the first record behind it, and leaves out what is before that offset', async () => {
    const { range, asked } = await resolve({ start: { kind: 'offset', offset: '1' } })
    expect(asked[0]?.from).toBe(11 * HOUR)
    if (!('bounds' in range) || range.bounds === null) throw new Error('no bounds')
    const has = (offset: string) => range.bounds?.has({ topic: 'orders', partition: 0, offset })
    expect([has('0'), has('1'), has('2'), has('3')]).toEqual([false, true, true, false])
  })

  it('says of an empty range when there are events', async () => {
    const { range } = await resolve({ start: { kind: 'ago', agoMs: 1000 } }, { counts: ['0'] })
    expect(range).toEqual({ log: { from: 10 * HOUR, to: 12 * HOUR + 1 } })
  })

  it('says nothing of times where the log has none', async () => {
    const { range } = await resolve({}, { edges: [], counts: [], first: null, last: null })
    expect(range).toEqual({ log: null })
  })
})
