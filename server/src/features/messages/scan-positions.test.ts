import { describe, expect, it } from 'vitest'
import { createScanner, places, type ScanInput } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const gateway = ordersAt([
  [0, 10, 20, 30],
  [5, 15, 25],
])
const scanner = createScanner(gateway)
const scan = (input: Omit<ScanInput, 'topic'>) => scanner.page({ topic: ORDERS, ...input })

describe('where a scan begins and ends', () => {
  it.each<[string, Omit<ScanInput, 'topic'>, string[]]>([
    ['oldest', { from: { oldest: true } }, ['0:0', '1:0', '0:1', '1:1', '0:2', '1:2', '0:3']],
    ['an offset', { from: { offset: '2' } }, ['0:2', '1:2', '0:3']],
    ['a timestamp that a record has', { from: { timestamp: 20 } }, ['0:2', '1:2', '0:3']],
    ['a timestamp between two', { from: { timestamp: 21 } }, ['1:2', '0:3']],
    ['a timestamp before all', { from: { timestamp: -5 }, limit: 2 }, ['0:0', '1:0']],
    ['an offset for each partition', { from: { offsets: { 0: '3', 1: '1' } } }, ['1:1', '1:2', '0:3']],
    ['an offset for one partition, others left out', { from: { offsets: { 1: '1' } } }, ['1:1', '1:2']],
    ['only partitions asked for', { from: { oldest: true }, partitions: [1] }, ['1:0', '1:1', '1:2']],
    ['newest', { from: { newest: 3 } }, ['0:3', '1:2', '0:2']],
    ['newest of one partition', { from: { newest: 2 }, partitions: [1, 1] }, ['1:2', '1:1']],
    ['newest with a smaller limit', { from: { newest: 3 }, limit: 1 }, ['0:3']],
    ['the default, newest 100', {}, ['0:3', '1:2', '0:2', '1:1', '0:1', '1:0', '0:0']],
    ['up to an offset', { from: { oldest: true }, to: { offset: '1' } }, ['0:0', '1:0']],
    ['up to a timestamp', { from: { oldest: true }, to: { timestamp: 15 } }, ['0:0', '1:0', '0:1']],
    [
      'up to a timestamp in the future',
      { from: { offset: '2' }, to: { timestamp: 99 } },
      ['0:2', '1:2', '0:3'],
    ],
    ['up to offsets, others left out', { from: { oldest: true }, to: { offsets: { 0: '1' } } }, ['0:0']],
    ['up to the newest two', { from: { offset: '1' }, to: { newest: 2 } }, ['0:1', '1:1', '0:2']],
    ['up to the oldest: nothing', { from: { oldest: true }, to: { oldest: true } }, []],
    ['an end before the beginning: nothing', { from: { offset: '2' }, to: { offset: '1' } }, []],
    ['newest before a timestamp', { from: { newest: 2 }, to: { timestamp: 20 } }, ['1:1', '0:1']],
  ])('%s', async (_, input, expected) => {
    const { rows, end } = await scan(input)
    expect(places(rows)).toEqual(expected)
    expect(end).toMatchObject({ matched: expected.length, missing: [] })
    expect(end.reason).toBe(end.cursor === null ? 'end' : 'limit')
  })

  it('says what it will read before reading it', async () => {
    const { open } = await scan({ from: { offset: '1' }, to: { offset: '3' }, limit: 5 })
    expect(open).toMatchObject({ order: 'time', limit: 5, isolation: 'read_committed', requestId: 'r1' })
    expect(open.ranges).toEqual([
      { topic: ORDERS, partition: 0, start: '1', end: '3', logStart: '0', logEnd: '4', lastStable: '4' },
      { topic: ORDERS, partition: 1, start: '1', end: '3', logStart: '0', logEnd: '3', lastStable: '3' },
    ])
  })

  it('ends are frozen at the beginning: later records belong to a later scan', async () => {
    const growing = ordersAt([upTo(3)])
    const frames = createScanner(growing).frames({ topic: ORDERS, from: { oldest: true } })
    const rows: string[] = []
    for await (const frame of frames) {
      if (frame.t === 'open') growing.append(ORDERS, 0, recordsAt([3, 4]))
      if (frame.t === 'rows') rows.push(...places(frame.rows))
    }
    expect(rows).toEqual(['0:0', '0:1', '0:2'])
  })
})

describe('a position that does not exist', () => {
  it('below the log start: reading begins at the start, and a note says so', async () => {
    const moved = ordersAt([upTo(6)])
    moved.deleteRecords(ORDERS, 0, 4n)
    const { rows, notes } = await createScanner(moved).page({ topic: ORDERS, from: { offset: '1' } })
    expect(places(rows)).toEqual(['0:4', '0:5'])
    expect(notes).toMatchObject([{ code: 'offset-below-start', partition: 0, from: '1', to: '3', count: 3 }])
    expect(notes[0]?.message).toBe(
      'Offset 1 is below the log start of partition 0 of "orders": reading begins at 4.',
    )
  })

  it.each(['4', '9223372036854775807'])(
    'offset %s at or beyond the end: no rows, a note, a clear end',
    async (o) => {
      const { rows, notes, end } = await scan({ from: { offsets: { 0: o } } })
      expect(rows).toEqual([])
      expect(notes).toMatchObject([{ code: 'offset-beyond-end', partition: 0, from: '4' }])
      expect(end).toMatchObject({ reason: 'end', cursor: null })
    },
  )

  it('a timestamp in the future: no rows, a note for each partition, a clear end', async () => {
    const { rows, notes, end } = await scan({ from: { timestamp: 4_102_444_800_000 } })
    expect(rows).toEqual([])
    expect(notes.map(({ code, partition }) => [code, partition])).toEqual([
      ['no-later-timestamp', 0],
      ['no-later-timestamp', 1],
    ])
    expect(notes[0]?.message).toContain('2100-01-01T00:00:00.000Z')
    expect(end).toMatchObject({ reason: 'end', cursor: null })
  })

  it('in an empty topic: nothing, whatever the position', async () => {
    const empty = createScanner(ordersAt([[], []]))
    for (const from of [{ newest: 5 }, { oldest: true as const }, { timestamp: 1 }, { offset: '0' }]) {
      const { rows, end } = await empty.page({ topic: ORDERS, from })
      expect(rows).toEqual([])
      expect(end).toMatchObject({ reason: 'end', cursor: null })
    }
  })

  it('offset 2^53+1 is read exactly', async () => {
    const far = ordersAt([upTo(3)], { topics: [{ name: ORDERS, firstOffset: 2n ** 53n }] })
    const { rows } = await createScanner(far).page({
      topic: ORDERS,
      from: { offset: '9007199254740993' },
    })
    expect(places(rows)).toEqual(['0:9007199254740993', '0:9007199254740994'])
  })
})

describe('what cannot be scanned is refused before the first frame', () => {
  it.each<[string, ScanInput]>([
    ['TOPIC_NOT_FOUND', { topic: 'nothing-here' }],
    ['PARTITION_NOT_FOUND', { topic: ORDERS, partitions: [0, 2] }],
    ['PARTITION_NOT_FOUND', { topic: ORDERS, from: { offsets: { 7: '1' } } }],
    ['PARTITION_NOT_FOUND', { topic: ORDERS, to: { offsets: { 9999999999: '1' } } }],
    ['CURSOR_INVALID', { topic: ORDERS, cursor: 'made-up' }],
  ])('%s', async (code, input) => {
    await expect(scanner.frames(input).next()).rejects.toMatchObject({ code })
  })

  it('a topic the user may not see, and a cluster out of reach', async () => {
    const denied = ordersAt([[1]])
    denied.setDenied({ topics: [ORDERS] })
    await expect(createScanner(denied).frames({ topic: ORDERS }).next()).rejects.toMatchObject({
      code: 'NOT_AUTHORIZED',
    })
    const down = ordersAt([[1]])
    down.setBroker(1, 'refusing')
    await expect(createScanner(down).frames({ topic: ORDERS }).next()).rejects.toMatchObject({
      code: 'CLUSTER_UNREACHABLE',
    })
  })

  it('a cursor of another request, and one of a topic that was created anew', async () => {
    const own = ordersAt([upTo(9)])
    const { frames, page } = createScanner(own)
    const { end } = await page({ topic: ORDERS, from: { oldest: true }, limit: 2 })
    const cursor = end.cursor ?? ''
    const other = frames({ topic: ORDERS, from: { newest: 2 }, cursor })
    await expect(other.next()).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
    own.deleteTopic(ORDERS)
    own.createTopic({ name: ORDERS, partitions: 1 })
    const anew = frames({ topic: ORDERS, from: { oldest: true }, cursor })
    await expect(anew.next()).rejects.toMatchObject({ code: 'CURSOR_INVALID' })
  })
})
