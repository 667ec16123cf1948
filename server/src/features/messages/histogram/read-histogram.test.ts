import { Histogram, HistogramRequest } from '@sluice/shared/messages-histogram'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { ORDERS, ordersAt, recordsAt } from '../testing/small-log.ts'
import { readHistogram } from './read-histogram.ts'

const NOW = Date.UTC(2026, 10, 21, 12)
const DAY = 86_400_000
const never = new AbortController().signal

async function histogram(
  gateway: KafkaGateway,
  request: Partial<HistogramRequest> = {},
  deps: { deadlineMs?: number; refineMs?: number; signal?: AbortSignal } = {},
): Promise<Histogram> {
  const { signal = never, ...rest } = deps
  const asked = HistogramRequest.parse(request.topics ? request : { topic: ORDERS, ...request })
  return Histogram.parse(await readHistogram({ gateway, now: () => NOW, ...rest }, asked, signal))
}

const numbers = (counts: readonly string[]) => counts.map(Number)
const codes = ({ marks }: Histogram) => marks.map(({ code }) => code)

/** A message counts where the highest time of its partition up to it lies: what a look-up by time can know. */
function model(times: readonly (readonly number[])[], edges: readonly number[]): number[] {
  const counts = edges.slice(1).map(() => 0)
  for (const partition of times) {
    let highest = -1
    for (const time of partition) {
      highest = Math.max(highest, time)
      const bucket = edges.findIndex((edge, at) => edge <= highest && highest < (edges[at + 1] ?? -1))
      if (bucket >= 0) counts[bucket] = (counts[bucket] ?? 0) + 1
    }
  }
  return counts
}

describe('histogram', () => {
  it('counts each message of a log in order in the bucket of its time', async () => {
    const times = [
      [0, 400, 1_000, 59_999],
      [2_500, 2_600],
    ].map((each) => each.map((time) => NOW - DAY + time))
    const answer = await histogram(ordersAt(times))
    expect(answer).toMatchObject({
      stepMs: 1000,
      total: '6',
      before: '0',
      after: '0',
      lastBy: 'max-timestamp',
    })
    expect(answer.edges.length).toBe(61)
    expect(answer.edges[0]).toBe(NOW - DAY)
    expect(numbers(answer.counts)).toEqual(model(times, answer.edges))
    expect([answer.first, answer.last]).toEqual([NOW - DAY, NOW - DAY + 59_999])
  })

  it('equals the model for any times in and out of order, any range and any number of buckets', async () => {
    const offset = fc.oneof(fc.nat(5_000), fc.nat(90_000_000))
    const partition = fc.array(offset, { maxLength: 30 })
    const sorted = partition.map((times) => [...times].sort((a, b) => a - b))
    const bound = fc.option(fc.nat(90_000_000), { nil: undefined })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof(sorted, partition), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 1, max: 60 }),
        bound,
        bound,
        async (relative, buckets, low, high) => {
          const base = NOW - 2 * DAY
          const times = relative.map((each) => each.map((time) => base + time))
          if (low !== undefined && high !== undefined && low >= high) return
          const answer = await histogram(ordersAt(times), {
            buckets,
            ...(low !== undefined && { from: base + low }),
            ...(high !== undefined && { to: base + high }),
          })
          expect(answer.counts.length).toBeLessThanOrEqual(buckets)
          expect(numbers(answer.counts)).toEqual(model(times, answer.edges))
          const inside = numbers(answer.counts).reduce((sum, count) => sum + count, 0)
          for (const [at, count] of numbers(answer.counts).entries()) {
            const spans = (answer.lanes ?? []).map(
              ({ offsets }) => Number(offsets[at + 1]) - Number(offsets[at]),
            )
            expect(spans.reduce((sum, span) => sum + span, 0)).toBe(count)
          }
          expect(Number(answer.before) + inside + Number(answer.after)).toBe(Number(answer.total))
          if (low === undefined && high === undefined) expect(inside).toBe(times.flat().length)
          expect(codes(answer)).not.toContain('moved')
        },
      ),
      { numRuns: 150 },
    )
  })

  it('cuts at round times in UTC, and at the range’s own ends', async () => {
    const gateway = ordersAt([[NOW - 9 * DAY, NOW - 1]])
    const { edges, stepMs } = await histogram(gateway)
    expect(stepMs).toBe(2 * 3_600_000)
    expect(edges.every((edge) => edge % 7_200_000 === 0)).toBe(true)
    const cut = await histogram(gateway, { from: NOW - 90_500, to: NOW - 500, buckets: 10 })
    expect(cut.edges[0]).toBe(NOW - 90_500)
    expect(cut.edges.at(-1)).toBe(NOW - 500)
    expect(cut.edges.slice(1, -1).every((edge) => edge % 10_000 === 0)).toBe(true)
  })

  it('asks no partition again between two times at which it has the same offset', async () => {
    const gateway = ordersAt([[NOW - DAY, NOW - DAY + 1, NOW - 1]])
    const { lookups, counts } = await histogram(gateway, { buckets: 96 })
    expect(counts.length).toBe(96)
    expect(lookups).toBeLessThan(24)
  })

  it('has no buckets where there is nothing, or nothing with a time, and says how many that are', async () => {
    expect(await histogram(ordersAt([[], []]))).toMatchObject({
      edges: [],
      counts: [],
      stepMs: null,
      total: '0',
    })
    const untimed = await histogram(ordersAt([[-1, -1]]))
    expect(untimed).toMatchObject({ edges: [], total: '2', before: '2', first: null, last: null })
    expect(untimed.marks).toContainEqual(expect.objectContaining({ code: 'untimed', count: '2' }))
    const some = await histogram(ordersAt([[-1, NOW - 5]]))
    expect(some).toMatchObject({ before: '1', counts: ['1'] })
    expect(codes(some)).toContain('untimed')
  })

  it('does not stretch the axis to a time that cannot be, and says what lies beyond it', async () => {
    const nanos = await histogram(ordersAt([[NOW - 9_000, NOW - 8_000, NOW * 1000, NOW - 7_000]]))
    expect(nanos.edges.at(-1)).toBeLessThanOrEqual(NOW + 2 * DAY)
    expect(numbers(nanos.counts).reduce((sum, count) => sum + count, 0)).toBe(2)
    expect(nanos).toMatchObject({ after: '2' })
    expect(nanos.marks).toContainEqual(expect.objectContaining({ code: 'future', count: '2' }))
    const odd = await histogram(ordersAt([[NOW * 1_000_000]]))
    expect(odd).toMatchObject({ edges: [], total: '1', last: null })
    expect(codes(odd)).toContain('future')
  })

  it('finds the last time without being told it, as before Kafka 3.0', async () => {
    const times = [[NOW - DAY, NOW - 50_000], [NOW - 3_000_000]]
    const gateway = ordersAt(times, { release: '2.8' })
    const answer = await histogram(gateway)
    expect(answer.lastBy).toBe('bisection')
    expect(Math.abs((answer.last ?? 0) - (NOW - 50_000))).toBeLessThanOrEqual(1000)
    expect(numbers(answer.counts)).toEqual(model(times, answer.edges))
  })

  it('takes several topics as one', async () => {
    const gateway = ordersAt([[NOW - 2_000]], {})
    gateway.createTopic({ name: 'other', partitions: 1 })
    gateway.append('other', 0, recordsAt([NOW - 2_000, NOW - 500]))
    const answer = await histogram(gateway, { topics: [ORDERS, 'other', 'none'] })
    expect(numbers(answer.counts)).toEqual([2, 1])
    expect(answer.missing).toMatchObject([{ topic: 'none', partition: null, code: 'TOPIC_NOT_FOUND' }])
  })
})

describe('a histogram that cannot have all of it', () => {
  it('leaves a partition out as a whole and names it', async () => {
    const gateway = ordersAt([[NOW - 2_000], [NOW - 1_000, NOW - 900]])
    gateway.setOffline(ORDERS, 0, true)
    const answer = await histogram(gateway)
    expect(answer).toMatchObject({ total: '2', partitions: 1 })
    expect(answer.missing).toMatchObject([{ topic: ORDERS, partition: 0, code: 'LEADER_UNAVAILABLE' }])
  })

  it('rejects for a topic or a partition that there is not', async () => {
    await expect(histogram(ordersAt([[1]]), { topic: 'none' })).rejects.toMatchObject({
      code: 'TOPIC_NOT_FOUND',
    })
    await expect(histogram(ordersAt([[1]]), { partitions: [3] })).rejects.toMatchObject({
      code: 'PARTITION_NOT_FOUND',
    })
  })

  it('has fewer buckets where there are many partitions, and says so', async () => {
    const times = Array.from({ length: 600 }, (_, at) => [NOW - DAY + at * 100_000])
    const answer = await histogram(ordersAt(times))
    expect(answer.counts.length).toBeLessThanOrEqual(40)
    expect(answer.lanes).toBeNull()
    expect(codes(answer)).toContain('coarse')
    expect(answer.lookups).toBeLessThanOrEqual(24_000 + 600 * 6)
    expect(numbers(answer.counts)).toEqual(model(times, answer.edges))
  })

  it('gives what it knows when its time is over, in wider buckets that add up to all', async () => {
    const times = [Array.from({ length: 400 }, (_, at) => NOW - DAY + at * 200_000)]
    const answer = await histogram(
      slowedAfter(ordersAt(times), 9, 20),
      {},
      { deadlineMs: 1_000, refineMs: 60_000 },
    )
    expect(codes(answer)).toContain('coarse')
    expect(answer.counts.length).toBeGreaterThan(1)
    expect(answer.counts.length).toBeLessThan(60)
    expect(numbers(answer.counts)).toEqual(model(times, answer.edges))
  })

  it('stays coarse rather than slow where each look-up takes its time', async () => {
    const times = [Array.from({ length: 400 }, (_, at) => NOW - DAY + at * 200_000)]
    const answer = await histogram(slowedAfter(ordersAt(times), 5, 2), {}, { refineMs: 300 })
    expect(codes(answer)).toContain('coarse')
    expect(answer.counts.length).toBeGreaterThanOrEqual(8)
    expect(numbers(answer.counts)).toEqual(model(times, answer.edges))
  })

  it('says that the cluster was late where it knows nothing, and stops at once when the client goes', async () => {
    const gateway = slowedAfter(ordersAt([[NOW - 5]]), 0, 5_000)
    await expect(histogram(gateway, {}, { deadlineMs: 30 })).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' })
    const client = new AbortController()
    const gone = histogram(gateway, {}, { signal: client.signal })
    client.abort()
    await expect(gone).rejects.toMatchObject({ name: 'AbortError' })
  })
})

/** Answers the first calls at once and each later one after a while. */
function slowedAfter(gateway: MemoryGateway, calls: number, ms: number): KafkaGateway {
  let made = 0
  return {
    ...gateway,
    listOffsets: async (queries, options) => {
      made += 1
      if (made > calls) await pause(ms * (made - calls), options?.signal)
      return await gateway.listOffsets(queries, options)
    },
  }
}

async function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true })
  })
}
