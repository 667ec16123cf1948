import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { runState } from './testing/run-state.ts'

const TOPIC = 'books'

function booksOf(configs: Record<string, string> = {}) {
  const gateway = createMemoryGateway({ topics: [{ name: TOPIC, partitions: 2, configs }] })
  const put = (partition: number, timestamp: number, key: string | null, value: string | null) =>
    gateway.append(TOPIC, partition, [{ timestamp: BigInt(timestamp), key, value }])
  return { gateway, put }
}

const keys = (rows: readonly { key: { data: string } | null }[]) => rows.map(({ key }) => key?.data)

describe('the rows of a state', () => {
  it('are sorted by the time of their last change, by key, and by place', async () => {
    const { gateway, put } = booksOf()
    put(0, 30, 'moby-dick', '1')
    put(1, 10, 'emma', '1')
    put(0, 20, 'ulysses', '1')
    const { page } = await runState(gateway, { topic: TOPIC })
    const by = async (sort: 'changed' | 'key' | 'place') => keys((await page({ sort })).rows)
    expect(await by('changed')).toEqual(['emma', 'ulysses', 'moby-dick'])
    expect(await by('key')).toEqual(['emma', 'moby-dick', 'ulysses'])
    expect(await by('place')).toEqual(['moby-dick', 'ulysses', 'emma'])
    expect(keys((await page({ sort: 'key', descending: true })).rows)).toEqual([
      'ulysses',
      'moby-dick',
      'emma',
    ])
  })

  it('are found by a text in their keys, never one that runs from a key into the next', async () => {
    const { gateway, put } = booksOf()
    for (const key of ['ab', 'cd', 'abcd', 'xabab']) put(0, 1, key, '1')
    const { page } = await runState(gateway, { topic: TOPIC })
    const found = await page({ text: 'bc' })
    expect(keys(found.rows)).toEqual(['abcd'])
    expect(found.searched).toBe(4)
    expect(keys((await page({ text: 'ab' })).rows)).toEqual(['ab', 'abcd', 'xabab'])
  })

  it('are searched and sorted by key as far as keys are kept, and that is said', async () => {
    const { gateway, put } = booksOf()
    for (const key of ['first', 'second', 'third']) put(0, 1, key, '1')
    const { state, page } = await runState(gateway, { topic: TOPIC }, { limits: { keyBytes: 12 } })
    expect(state.marks).toContainEqual(expect.objectContaining({ code: 'search-partial', count: '2' }))
    const found = await page({ text: 'ir' })
    expect(keys(found.rows)).toEqual(['first'])
    expect(found.searched).toBe(2)
    const sorted = await page({ sort: 'key' })
    expect(sorted.sort).toBe('changed')
    expect(keys(sorted.rows).toSorted()).toEqual(['first', 'second', 'third'])
  })

  it('stop at the cap of keys, go on for those that are kept, and say how much is left out', async () => {
    const { gateway, put } = booksOf()
    for (const key of ['a', 'b', 'c', 'c', 'a']) put(0, 1, key, '1')
    const { state, page } = await runState(gateway, { topic: TOPIC }, { limits: { keys: 2 } })
    const { rows } = await page()
    expect(rows.map(({ key, at }) => [key?.data, at?.offset])).toEqual([
      ['b', '1'],
      ['a', '4'],
    ])
    expect(state.marks).toContainEqual(expect.objectContaining({ code: 'keys-full', count: '2' }))
  })

  it('say so where a key stands in several partitions, and where its record is gone since', async () => {
    const { gateway, put } = booksOf()
    put(0, 1, 'same', 'here')
    put(1, 2, 'same', 'there')
    put(1, 3, 'other', 'x')
    const { state, page } = await runState(gateway, { topic: TOPIC })
    expect(state.marks).toContainEqual(expect.objectContaining({ code: 'elsewhere', count: '2' }))
    gateway.compact(TOPIC, 1, [0n])
    const { rows } = await page()
    expect(rows.map(({ key, elsewhere, at }) => [key?.data, elsewhere, at?.record?.value?.data])).toEqual([
      ['same', true, 'here'],
      ['same', true, undefined],
      ['other', false, 'x'],
    ])
    expect(rows[1]?.at?.why).toContain('not in the log any more')
  })

  it('hold as a file what they show, one line a key', async () => {
    const { gateway, put } = booksOf()
    put(0, 1_700_000_000_000, 'emma', '{"price":1}')
    put(0, 1_700_000_001_000, 'emma', '{"price":2}')
    put(0, 1_700_000_002_000, 'ulysses', null)
    const base = { offset: '1' }
    const { file } = await runState(gateway, { topic: TOPIC, base })
    expect(
      (await file('ndjson'))
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    ).toEqual([
      {
        partition: 0,
        key: 'emma',
        kind: 'live',
        change: 'changed',
        offset: '1',
        timestamp: 1_700_000_001_000,
        value: '{"price":2}',
        before: { kind: 'live', offset: '0', timestamp: 1_700_000_000_000, value: '{"price":1}' },
      },
      {
        partition: 0,
        key: 'ulysses',
        kind: 'deleted',
        change: 'same',
        offset: '2',
        timestamp: 1_700_000_002_000,
        value: null,
        before: { kind: 'absent', offset: null, timestamp: null, value: null },
      },
    ])
    const [names, first] = (await file('csv', { kinds: ['changed'] })).split('\r\n')
    expect(names).toBe(
      'partition,key,state,offset,time,value,change,stateBefore,offsetBefore,timeBefore,valueBefore',
    )
    expect(first).toBe(
      '0,emma,live,1,2023-11-14T22:13:21.000Z,{"price":2},changed,live,0,2023-11-14T22:13:20.000Z,{"price":1}',
    )
  })
})

describe('how a value becomes the state of its key', () => {
  it('of a Debezium event is what stands in `after`, its numbers as they were written', async () => {
    const { gateway, put } = booksOf()
    put(0, 1, 'a', '{"op":"c","after":{"id":9007199254740993,"at":1.50}}')
    put(0, 2, 'b', '{"payload":{"op":"r","after":{"id":2}}}')
    put(0, 3, 'b', '{"op":"d","before":{"id":2},"after":null}')
    put(0, 4, 'b', null)
    put(0, 5, 'c', 'no event')
    const { state, page } = await runState(gateway, { topic: TOPIC, reducer: 'debezium' })
    const { rows } = await page()
    expect(rows.map(({ key, kind, at }) => [key?.data, kind, at?.record?.value?.data])).toEqual([
      ['a', 'live', '{"id":9007199254740993,"at":1.50}'],
      ['b', 'deleted', undefined],
    ])
    expect(state.marks).toContainEqual(expect.objectContaining({ code: 'not-read', count: '1' }))
  })
})

describe('how true a state is', () => {
  it('is said of a compacted log: which keys are not known at the point, and what deletions may be gone', async () => {
    const { gateway, put } = booksOf({ 'cleanup.policy': 'compact', 'min.compaction.lag.ms': '60000' })
    put(0, 1, 'a', '1')
    put(0, 2, 'b', '1')
    put(0, 3, 'a', '2')
    gateway.compact(TOPIC, 0, [0n])
    const { state, page } = await runState(gateway, { topic: TOPIC, at: { offset: '2' } })
    expect(state.counts).toEqual({ live: 1, deleted: 0, unknown: 1 })
    expect(state.marks.map(({ code }) => code)).toEqual(['compacted', 'tombstones-gone', 'compaction-lag'])
    const { rows } = await page({ kinds: ['unknown'] })
    expect(rows.map(({ key, at, firstSeen }) => [key?.data, at, firstSeen])).toEqual([['a', null, '2']])
  })

  it('is exact at the end of a compacted log, but for deletions that left no trace', async () => {
    const { gateway, put } = booksOf({ 'cleanup.policy': 'compact' })
    put(0, 1, 'a', '1')
    put(0, 3, 'a', '2')
    gateway.compact(TOPIC, 0, [0n])
    const { state } = await runState(gateway, { topic: TOPIC })
    expect(state.marks.map(({ code }) => code)).toEqual(['tombstones-gone'])
  })

  it('tells a cut by the log from one by the times of records, and how many stand between', async () => {
    const { gateway, put } = booksOf()
    put(0, 100, 'a', 'early')
    put(0, 300, 'a', 'late')
    put(0, 200, 'b', 'behind')
    const log = await runState(gateway, { topic: TOPIC, at: { time: 200, by: 'log' } })
    const event = await runState(gateway, { topic: TOPIC, at: { time: 200, by: 'event' } })
    expect(keys((await log.page()).rows)).toEqual(['a'])
    expect(keys((await event.page()).rows)).toEqual(['a', 'b'])
    expect(event.state.marks).toContainEqual(
      expect.objectContaining({ code: 'late', count: '1', point: 'at' }),
    )
  })

  it('takes what a group had read, or a bookmark, for a point, and says which partitions that leaves out', async () => {
    const { gateway, put } = booksOf()
    put(0, 1, 'a', '1')
    put(0, 2, 'a', '2')
    put(1, 3, 'b', '1')
    gateway.groups.commit('readers', [{ topic: TOPIC, partition: 0, offset: 1n }])
    const { state, page } = await runState(gateway, { topic: TOPIC, at: { group: 'readers' } })
    expect((await page()).rows.map(({ key, at }) => [key?.data, at?.offset])).toEqual([['a', '0']])
    expect(state.marks).toContainEqual(expect.objectContaining({ code: 'left-out', partitions: 1 }))
    const none = runState(gateway, { topic: TOPIC, at: { bookmark: 'q8w2n5k1m0zx' } })
    await expect(none).rejects.toMatchObject({ code: 'BOOKMARK_NOT_FOUND' })
  })

  it('says what retention took, what cannot be read, and what an open transaction holds back', async () => {
    const { gateway, put } = booksOf()
    put(0, 1, 'a', '1')
    put(0, 2, 'b', '1')
    gateway.deleteRecords(TOPIC, 0, 1n)
    gateway.setOffline(TOPIC, 1, true)
    gateway.begin().append(TOPIC, 0, [{ timestamp: 3n, key: 'c', value: '1' }])
    const { state } = await runState(gateway, { topic: TOPIC })
    expect(state.marks.map(({ code, count, partitions }) => [code, count, partitions])).toEqual([
      ['missing', null, 1],
      ['log-start', '1', 1],
      ['open-transaction', '1', null],
    ])
    expect(state.missing).toHaveLength(1)
  })
})
