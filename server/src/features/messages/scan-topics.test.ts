import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { RecordCheck } from './record-check.ts'
import { idsOf } from './testing/random-scans.ts'
import { createScanner } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const oldest = { from: { oldest: true as const } }

function twoTopics() {
  const gateway = createMemoryGateway({
    topics: [
      { name: 'a', partitions: 1 },
      { name: 'b', partitions: 2 },
    ],
  })
  gateway.append('a', 0, recordsAt([1, 4]))
  gateway.append('b', 0, recordsAt([2]))
  gateway.append('b', 1, recordsAt([3]))
  return gateway
}

describe('a scan of several topics', () => {
  it('merges them, each once however often it is named, and says of everything which topic it is of', async () => {
    const gateway = twoTopics()
    gateway.compact('b', 1, [0n])
    const { open, rows, notes, frames } = await createScanner(gateway).page({
      topics: ['b', 'a', 'b'],
      ...oldest,
    })
    expect(open).toMatchObject({ topics: ['a', 'b'], order: 'time' })
    expect(open.ranges.map(({ topic, partition }) => `${topic}/${partition}`)).toEqual(['a/0', 'b/0', 'b/1'])
    expect(idsOf(rows)).toEqual(['a/0:0', 'b/0:0', 'a/0:1'])
    expect(notes).toMatchObject([{ code: 'gap', topic: 'b', partition: 1 }])
    const lanes = frames.flatMap((frame) => (frame.t === 'progress' ? frame.lanes : []))
    expect(lanes).toContainEqual({ topic: 'a', partition: 0, from: '0', to: '2' })
  })

  it.each(['time', 'backward', 'forward'] as const)(
    'goes on without one that is missing, and takes it up when it is there (%s)',
    async (order) => {
      const gateway = twoTopics()
      const scanner = createScanner(gateway)
      const request = { topics: ['a', 'b', 'c'], order, ...oldest }
      const first = await scanner.page(request)
      expect(first.rows).toHaveLength(4)
      expect(first.end).toMatchObject({
        reason: 'partial',
        missing: [{ topic: 'c', partition: null, code: 'TOPIC_NOT_FOUND' }],
      })
      const other = createMemoryGateway({ topics: [...'abc'].map((name) => ({ name, partitions: 1 })) })
      other.append('c', 0, recordsAt([9]))
      const known = await gateway.describeTopics(['a', 'b', 'c'])
      const [, , c] = await other.describeTopics(['a', 'b', 'c'])
      const later = {
        ...gateway,
        describeTopics: async () => [...known.slice(0, 2), ...(c === undefined ? [] : [c])],
        listOffsets: other.listOffsets,
        fetch: other.fetch,
      }
      const rest = await createScanner(later).pages({ ...request, cursor: first.end.cursor ?? '' })
      expect(idsOf(rest.flatMap(({ rows }) => rows))).toEqual(['c/0:0'])
      expect(rest.at(-1)?.end).toMatchObject({ reason: 'end', cursor: null, missing: [] })
    },
  )

  it('ends a cursor when any of its topics was created anew', async () => {
    const gateway = twoTopics()
    const scanner = createScanner(gateway)
    const { end } = await scanner.page({ topics: ['a', 'b'], limit: 1, ...oldest })
    gateway.deleteTopic('b')
    gateway.createTopic({ name: 'b', partitions: 2 })
    await expect(
      scanner.page({ topics: ['a', 'b'], limit: 1, ...oldest, cursor: end.cursor ?? '' }),
    ).rejects.toMatchObject({
      code: 'CURSOR_INVALID',
    })
  })

  it.each([
    [{ ...oldest }],
    [{ topic: 'a', topics: ['b'], ...oldest }],
    [{ topics: ['a', 'b'], partitions: [0], ...oldest }],
    [{ topics: ['a', 'b'], from: { offsets: { 0: '1' } } }],
    [{ topics: [] }],
  ])('is refused where it does not say which topics, or names partitions of several: %j', async (input) => {
    await expect(createScanner(twoTopics()).page(input)).rejects.toThrow()
  })

  it('tells by its end what it looked at of each of thousands of partitions', async () => {
    const scanner = createScanner(ordersAt(upTo(1_200).map((at) => [at])))
    for (const order of ['forward', 'time', 'backward'] as const) {
      const { frames } = await scanner.page({ topic: ORDERS, order, ...oldest, limit: 10_000 })
      const told = frames.flatMap((frame) => (frame.t === 'progress' ? frame.lanes : []))
      const read = new Set(told.filter(({ to }) => to === '1').map(({ partition }) => partition))
      expect(read.size).toBe(1_200)
    }
  })

  it('over thousands of partitions reads them in rounds, each fetch within the buffer', async () => {
    const gateway = ordersAt(upTo(3_000).map((at) => [at]))
    let most = 0
    const watched = {
      ...gateway,
      fetch: (...[requests, options]: Parameters<typeof gateway.fetch>) => {
        most = Math.max(
          most,
          requests.reduce((sum, { maxBytes }) => sum + maxBytes, 0),
        )
        return gateway.fetch(requests, options)
      },
    }
    const request = { topic: ORDERS, ...oldest, limit: 10_000 }
    const limits = { bufferBytes: 2 * 1024 * 1024 }
    for (const order of ['forward', 'time', 'backward'] as const) {
      const { rows } = await createScanner(watched, limits).page({ ...request, order })
      expect(rows).toHaveLength(3_000)
    }
    expect(most).toBeLessThanOrEqual(limits.bufferBytes)
  })
})

describe('a filter that fails on records', () => {
  it.each(['time', 'backward', 'forward'] as const)(
    'counts them all, tells of the first, and keeps none of them (%s)',
    async (order) => {
      const check: RecordCheck = {
        sieve: () => null,
        matches: () => true,
        verify: async ({ records }) =>
          records.map(({ record }) =>
            record.offset % 2n === 0n ? 'hit' : { error: `no field at ${record.offset}` },
          ),
        close: () => {},
      }
      let closed = 0
      const openCheck = () => ({ ...check, close: () => (closed += 1) })
      const scanner = createScanner(ordersAt([upTo(100)]), {}, { openCheck })
      const { rows, notes, end } = await scanner.page({ topic: ORDERS, order, ...oldest })
      expect(rows).toHaveLength(50)
      expect(end).toMatchObject({ records: 100, matched: 50, filterErrors: 50 })
      const failed = notes.filter(({ code }) => code === 'filter-error')
      expect(failed).toHaveLength(20)
      expect(failed[0]).toMatchObject({ topic: ORDERS, partition: 0, from: '1', message: 'no field at 1' })
      expect(closed).toBe(1)
    },
  )

  it('that cannot go on at all ends the scan with its error, and is closed', async () => {
    let closed = 0
    const openCheck = (): RecordCheck => ({
      sieve: () => null,
      matches: () => true,
      verify: () => Promise.reject(new Error('the judge is gone')),
      close: () => {
        closed += 1
      },
    })
    for (const order of ['time', 'backward', 'forward'] as const) {
      const scanner = createScanner(ordersAt([upTo(9)]), {}, { openCheck })
      await expect(scanner.page({ topic: ORDERS, order, ...oldest })).rejects.toThrow('the judge is gone')
    }
    expect(closed).toBe(3)
  })
})
