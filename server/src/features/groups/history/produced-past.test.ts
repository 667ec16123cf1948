import type { Histogram, HistogramRequest } from '@sluice/shared/messages-histogram'
import { describe, expect, it } from 'vitest'
import { type CountByTime, ProducedPasts } from './produced-past.ts'

const counted = (changes: Partial<Histogram> = {}): Histogram => ({
  ...{ edges: [0, 10, 20, 30], counts: ['0', '4', '2'], lanes: null, stepMs: 10, total: '6', before: '0' },
  ...{ after: '0', first: 12, last: 29, lastBy: 'max-timestamp', basis: 'time-index', partitions: 1 },
  ...{ timestampType: 'CreateTime', marks: [], missing: [], lookups: 1, elapsedMs: 1 },
  ...changes,
})

const pastsOf = (count: CountByTime, now: () => number = () => 0) =>
  new ProducedPasts(count, new AbortController().signal, now)

const RANGE = { from: 0, to: 30, topics: ['a', 'b'], partition: null }

describe('what was produced before Sluice looked', () => {
  it('says nothing of the time before the first record that is still in the log', async () => {
    const past = await pastsOf(async () => counted()).read(RANGE)
    expect(past).toMatchObject({
      edges: [10, 20, 30],
      produced: ['4', '2'],
      upperBound: false,
      topicsLeftOut: 0,
    })
    const empty = await pastsOf(async () => counted({ first: null })).read(RANGE)
    expect(empty).toMatchObject({ edges: [], produced: [] })
  })

  it('is asked once for all who ask alike within minutes, whole topics and a partition apart', async () => {
    const asked: HistogramRequest[] = []
    let now = 0
    const pasts = pastsOf(
      async (request) => {
        asked.push(request)
        return counted()
      },
      () => now,
    )
    await Promise.all([pasts.read(RANGE), pasts.read(RANGE)])
    expect(asked).toHaveLength(1)
    await pasts.read({ ...RANGE, topics: ['a'], partition: 3 })
    expect(asked[1]).toMatchObject({ topic: 'a', partitions: [3] })
    now = 300_000
    await pasts.read(RANGE)
    expect(asked).toHaveLength(3)
  })

  it('asks for twenty topics at most and says how many are left out', async () => {
    const topics = Array.from({ length: 25 }, (_, at) => `t${at}`)
    expect(await pastsOf(async () => counted()).read({ ...RANGE, topics })).toMatchObject({
      topicsLeftOut: 5,
    })
  })

  it('asks for four groups at a time, and anew what failed', async () => {
    let fail: (error: Error) => void = () => {}
    const broken = new Promise<Histogram>((_, reject) => {
      fail = reject
    })
    let answer: Promise<Histogram> = broken
    const pasts = pastsOf(() => answer)
    const waiting = [1, 2, 3, 4].map((to) => pasts.read({ ...RANGE, to }))
    await expect(pasts.read({ ...RANGE, to: 5 })).rejects.toMatchObject({ code: 'TOO_MANY_STREAMS' })
    fail(new Error('unreachable'))
    await Promise.allSettled(waiting)
    answer = Promise.resolve(counted())
    await expect(pasts.read({ ...RANGE, to: 1 })).resolves.toMatchObject({ produced: ['4', '2'] })
  })
})
