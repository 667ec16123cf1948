import type { ScanFrame } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import { createScanner, places, type Scanner } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const oldest = { topic: ORDERS, from: { oldest: true as const } }
const newest = { topic: ORDERS, from: { newest: 100 } }
const both = [
  ['forward', oldest],
  ['newest', newest],
] as const

/** One frame's worth of fetches at a time, and impatience. */
const SMALL = {
  firstFetchBytes: 200,
  fetchBytes: 200,
  fetchWaitMs: 1,
  flushRows: 2,
  retryMs: 150,
  flushMs: 0,
}

/** Many small batches, so that the log takes many fetches. */
function longLog(count: number, spec = {}) {
  const gateway = ordersAt([[], []], spec)
  for (const at of upTo(count)) gateway.append(ORDERS, at % 2, recordsAt([at]))
  return gateway
}

/** Runs a scan and does something when its first rows are out. */
async function disturb(scanner: Scanner, input: Parameters<Scanner['page']>[0], act: () => void) {
  const all: ScanFrame[] = []
  let done = false
  for await (const frame of scanner.frames(input)) {
    all.push(frame)
    if (!done && frame.t === 'rows') {
      done = true
      act()
    }
  }
  const end = all.at(-1)
  if (end?.t !== 'end') throw new Error('The scan did not end')
  const rows = all.flatMap((frame) => (frame.t === 'rows' ? frame.rows : []))
  return { rows, end, notes: all.filter((frame) => frame.t === 'note') }
}

describe.each(both)('partitions that cannot be read by a %s scan', (_, input) => {
  it('without a leader: missing, the others go on, and the cursor takes the partition up when it is back', async () => {
    const gateway = ordersAt([
      [1, 3],
      [2, 4],
    ])
    gateway.setOffline(ORDERS, 1, true)
    const { page } = createScanner(gateway)
    const first = await page(input)
    expect(places(first.rows).toSorted()).toEqual(['0:0', '0:1'])
    expect(first.open.missing).toMatchObject([{ partition: 1, code: 'LEADER_UNAVAILABLE' }])
    expect(first.end).toMatchObject({ reason: 'partial', missing: [{ partition: 1 }] })
    gateway.setOffline(ORDERS, 1, false)
    const second = await page({ ...input, cursor: first.end.cursor ?? '' })
    expect(places(second.rows).toSorted()).toEqual(['1:0', '1:1'])
    expect(second.end).toMatchObject({ reason: 'end', cursor: null, missing: [] })
  })

  it.each(['refusing', 'hanging'] as const)(
    'on a broker that is %s: missing with why, in time',
    async (health) => {
      const gateway = ordersAt([[1], [2]], { brokers: [1, 2] })
      gateway.setBroker(2, health)
      const started = Date.now()
      const { rows, end } = await createScanner(gateway, { callTimeoutMs: 200, retryMs: 100 }).page(input)
      expect(rows).toHaveLength(1)
      expect(end.reason).toBe('partial')
      expect(end.missing).toHaveLength(1)
      expect(end.missing[0]?.code).toMatch(/CLUSTER_UNREACHABLE|BROKER_TIMEOUT/)
      expect(Date.now() - started).toBeLessThan(3_000)
    },
  )

  it('a topic that may be described but not read: every partition is missing with the right it needs', async () => {
    const gateway = ordersAt([[1]])
    const frames = createScanner(gateway, SMALL).frames(input)
    await frames.next()
    gateway.setDenied({ topics: [ORDERS] })
    const all: ScanFrame[] = []
    for await (const frame of frames) all.push(frame)
    expect(all.at(-1)).toMatchObject({ reason: 'partial', missing: [{ code: 'NOT_AUTHORIZED' }] })
  })
})

describe('faults while a scan runs', () => {
  it('that pass are waited out: nothing is missing and nothing is lost', async () => {
    const gateway = longLog(20)
    const { rows, end } = await disturb(createScanner(gateway, { ...SMALL, retryMs: 5_000 }), oldest, () => {
      gateway.setOffline(ORDERS, 1, true)
      setTimeout(() => gateway.setOffline(ORDERS, 1, false), 150)
    })
    expect(rows).toHaveLength(20)
    expect(end).toMatchObject({ reason: 'end', missing: [] })
  })

  it('that last make the partition missing; its rest comes by the cursor, exactly once', async () => {
    const gateway = longLog(20)
    const scanner = createScanner(gateway, SMALL)
    const first = await disturb(scanner, oldest, () => gateway.setOffline(ORDERS, 1, true))
    expect(first.end).toMatchObject({ reason: 'partial', missing: [{ partition: 1 }] })
    expect(first.rows.length).toBeLessThan(20)
    gateway.setOffline(ORDERS, 1, false)
    const rest = await scanner.pages({ ...oldest, cursor: first.end.cursor ?? '' })
    const all = [...first.rows, ...rest.flatMap(({ rows }) => rows)]
    expect(places(all).toSorted()).toEqual(
      upTo(20)
        .map((at) => `${at % 2}:${at >> 1}`)
        .toSorted(),
    )
  })

  it('a partition that is still missing when the cursor is used keeps its place', async () => {
    const gateway = longLog(20)
    const scanner = createScanner(gateway, { ...SMALL, retryMs: 50 })
    const first = await scanner.page({ ...newest, from: { newest: 4 } })
    gateway.setOffline(ORDERS, 0, true)
    const second = await scanner.page({ ...newest, from: { newest: 4 }, cursor: first.end.cursor ?? '' })
    expect(second.end).toMatchObject({ reason: 'partial', missing: [{ partition: 0 }] })
    gateway.setOffline(ORDERS, 0, false)
    const rest = await scanner.pages({ ...newest, from: { newest: 4 }, cursor: second.end.cursor ?? '' })
    const all = [first, second, ...rest].flatMap(({ rows }) => rows)
    expect(places(all).toSorted()).toEqual(
      upTo(20)
        .map((at) => `${at % 2}:${at >> 1}`)
        .toSorted(),
    )
  })

  it('retention that overtakes the reader: it jumps to the new start and says what was lost', async () => {
    const gateway = longLog(40)
    const { rows, notes, end } = await disturb(createScanner(gateway, SMALL), oldest, () =>
      gateway.deleteRecords(ORDERS, 0, 18n),
    )
    const moved = notes.find(({ code }) => code === 'log-start-moved')
    expect(moved).toMatchObject({ partition: 0, to: '17' })
    expect(rows.length + Number(moved?.count)).toBe(40)
    expect(end).toMatchObject({ reason: 'end', missing: [] })
  })

  it('retention between two pages is told by the second', async () => {
    const gateway = ordersAt([upTo(10)])
    const { page } = createScanner(gateway)
    const first = await page({ ...oldest, limit: 2 })
    gateway.deleteRecords(ORDERS, 0, 7n)
    const second = await page({ ...oldest, cursor: first.end.cursor ?? '' })
    expect(places(second.rows)).toEqual(['0:7', '0:8', '0:9'])
    expect(second.notes).toMatchObject([{ code: 'log-start-moved', from: '2', to: '6', count: 5 }])
  })

  it('a deleted topic ends the scan with its partitions missing', async () => {
    const gateway = longLog(20)
    const { end } = await disturb(createScanner(gateway, SMALL), oldest, () => gateway.deleteTopic(ORDERS))
    expect(end).toMatchObject({ reason: 'partial', missing: [{ code: 'TOPIC_NOT_FOUND' }, { partition: 1 }] })
  })
})

describe('answers that bring nothing', () => {
  it.each(both)('do not end a %s scan when the records are larger than a fetch', async (_, input) => {
    const gateway = ordersAt([[], [], []])
    for (const at of upTo(9)) {
      gateway.append(ORDERS, at % 3, [{ timestamp: BigInt(at), value: `${at}`.repeat(5_000) }])
    }
    const { rows, end } = await createScanner(gateway, SMALL).page(input)
    expect(rows).toHaveLength(9)
    expect(rows.every(({ value }) => value?.size === 5_000 && value.truncated)).toBe(true)
    expect(end.reason).toBe('end')
  })

  it.each(both)('end a %s scan where compaction has emptied the tail of the log', async (_, input) => {
    const gateway = ordersAt([[0, 1]])
    gateway.append(ORDERS, 0, recordsAt([2, 3, 4]))
    gateway.compact(ORDERS, 0, [2n, 3n, 4n])
    const { rows, notes, end } = await createScanner(gateway, SMALL).page(input)
    expect(rows).toHaveLength(2)
    expect(notes).toMatchObject([{ code: 'gap', from: '2', to: '4', count: 3 }])
    expect(end).toMatchObject({ reason: 'end', cursor: null })
  })
})
