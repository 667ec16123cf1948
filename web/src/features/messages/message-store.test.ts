import type { Message, ScanFrame, ScanOrder, ScanRequest } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import { StreamCut } from '#api/stream-cut.ts'
import { MessageStore } from './message-store.ts'
import { sampleMessage } from './sample-message.fixture.ts'
import { endFrame, openFrame, progressFrame, scanRange } from './scan-frames.fixture.ts'

const request: ScanRequest = {
  topic: 'orders',
  from: { oldest: true },
  limit: 4,
  isolation: 'read_committed',
}

const ranges = [scanRange({ start: '10', end: '20' }), scanRange({ partition: 1, start: '5', end: '6' })]

function open(order: ScanOrder = 'forward', cursor: string | null = null): ScanFrame {
  return openFrame({ order, limit: 4, ranges, cursor })
}

function rows(...places: [partition: number, offset: string][]): ScanFrame {
  return { t: 'rows', rows: places.map(([partition, offset]) => sampleMessage({ partition, offset })) }
}

/** A store whose scans are scripted, and a hand to turn the screen's frames with. */
function setUp(...scripts: (ScanFrame | Error | Promise<void>)[][]) {
  const asked: ScanRequest[] = []
  let paint: (() => void) | null = null
  let paints = 0
  const store = new MessageStore({
    open: async function* (asking, signal) {
      asked.push(asking)
      for (const step of scripts[asked.length - 1] ?? []) {
        if (step instanceof Error) throw step
        if (step instanceof Promise) await step
        else yield step
        signal.throwIfAborted()
      }
    },
    schedule: (callback) => {
      paint = callback
    },
    limits: { rows: 16, bytes: 1_000_000 },
  })
  store.subscribe(() => paints++)
  const look = () => {
    paint?.()
    paint = null
    return store.snapshot()
  }
  return { store, asked, look, paints: () => paints }
}

const offsets = (messages: readonly Message[]) => messages.map((message) => message.offset)

describe('MessageStore', () => {
  it('gathers a scan and tells its readers once a frame of the screen, not once a frame of the stream', async () => {
    const { store, look, paints } = setUp([
      open(),
      rows([0, '10']),
      rows([0, '11'], [1, '5']),
      endFrame({ cursor: 'c' }),
    ])
    await store.run(request)
    expect(paints()).toBe(0)
    const snapshot = look()
    expect(paints()).toBe(1)
    expect(snapshot).toMatchObject({
      phase: 'ended',
      endReason: 'limit',
      stale: false,
      totals: { records: 9 },
    })
    expect(offsets(snapshot.rows)).toEqual(['10', '11', '5'])
    expect(snapshot.next).toEqual({ ...request, cursor: 'c' })
  })

  it('continues from the cursor with the same request, keeps the rows and adds the figures up', async () => {
    const { store, asked, look } = setUp(
      [open(), rows([0, '10']), endFrame({ cursor: 'c' })],
      [open(), rows([0, '11']), endFrame({ reason: 'end' })],
    )
    await store.run(request)
    await store.continue()
    expect(asked[1]).toEqual({ ...request, cursor: 'c' })
    expect(offsets(look().rows)).toEqual(['10', '11'])
    expect(look()).toMatchObject({ totals: { records: 18, bytes: 1400 }, endReason: 'end', next: null })
    await store.continue()
    expect(asked).toHaveLength(2)
  })

  it('keeps the rows of the scan before, marked stale, until the new one has a row or an end', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const { store, look } = setUp(
      [rows([0, '10']), endFrame()],
      [gate, rows([0, '99']), endFrame()],
      [endFrame()],
    )
    await store.run(request)
    const second = store.run(request)
    expect(look()).toMatchObject({ phase: 'running', stale: true })
    expect(offsets(look().rows)).toEqual(['10'])
    release()
    await second
    expect(offsets(look().rows)).toEqual(['99'])
    await store.run(request)
    expect(look()).toMatchObject({ stale: false, rows: [] })
  })

  it.each(['forward', 'backward', 'time'] as const)(
    'reads a %s scan that broke on from the last cursor, and shows no row twice',
    async (order) => {
      const { store, asked, look } = setUp(
        [
          open(order, 'start'),
          rows([0, '10']),
          progressFrame({ cursor: 'later' }),
          rows([0, '11'], [1, '5']),
          new StreamCut('closed'),
        ],
        [open(order, 'later'), rows([1, '5'], [0, '12']), new StreamCut('closed')],
        [open(order, 'later'), rows([0, '11'], [1, '5'], [0, '12'], [0, '13']), endFrame()],
      )
      await store.run(request)
      expect(look()).toMatchObject({ phase: 'cut', error: { reason: 'closed' } })
      await store.continue()
      await store.continue()
      expect(asked.map(({ cursor }) => cursor)).toEqual([undefined, 'later', 'later'])
      expect(offsets(look().rows)).toEqual(['10', '11', '5', '12', '13'])
      expect(look()).toMatchObject({ phase: 'ended', next: null })
    },
  )

  it('offers no way on where no place is known', async () => {
    const { store, look } = setUp([open(), rows([0, '10']), new StreamCut('silent')])
    await store.run(request)
    expect(look().next).toBeNull()
  })

  it('shows an error frame as a failure and leaves what was there', async () => {
    const error = { code: 'CLUSTER_UNREACHABLE' as const, message: 'm', retryable: true, requestId: 'r9' }
    const { store, look } = setUp([rows([0, '10']), endFrame()], [open(), { t: 'error', ...error }])
    await store.run(request)
    await store.run(request)
    expect(look()).toMatchObject({
      phase: 'failed',
      stale: true,
      error: { code: error.code, requestId: 'r9' },
    })
    expect(offsets(look().rows)).toEqual(['10'])
  })

  it('stops at once, keeps every row, and hears nothing more of the stopped scan', async () => {
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const { store, look } = setUp([
      open('backward', 'start'),
      rows([0, '10']),
      gate,
      rows([0, '11']),
      endFrame(),
    ])
    const running = store.run(request)
    await new Promise((settled) => setTimeout(settled))
    store.stop()
    expect(look()).toMatchObject({ phase: 'ended', endReason: 'stopped' })
    expect(look().next).toEqual({ ...request, cursor: 'start' })
    release()
    await running
    expect(offsets(look().rows)).toEqual(['10'])
    expect(look().endReason).toBe('stopped')
  })

  it('lets the rows of the run before go as soon as a search takes its time, and reads on with its filter', async () => {
    const filter = { text: 'x', in: ['value' as const], caseSensitive: false, bytes: false }
    let release = () => {}
    const gate = new Promise<void>((resolve) => {
      release = resolve
    })
    const progress = progressFrame({ offsetsDone: '5', offsetsTotal: '17', cursor: 'c' })
    const { store, asked, look } = setUp(
      [rows([0, '10']), endFrame()],
      [open(), progress, gate, endFrame()],
      [],
    )
    await store.run(request)
    const search = store.run({ ...request, filter })
    await new Promise((settled) => setTimeout(settled))
    expect(look()).toMatchObject({ filtered: true, stale: false, rows: [], pace: { done: 5n, total: 17n } })
    store.stop()
    release()
    await search
    await store.continue()
    expect(asked[2]?.filter).toEqual(filter)
  })

  it('never holds more rows than its cap and counts those it let go', async () => {
    const many = Array.from({ length: 50 }, (_, at) => rows([0, String(at)]))
    const { store, look } = setUp([...many, endFrame()])
    await store.run(request)
    const { rows: kept, dropped } = look()
    expect(kept.length).toBeLessThanOrEqual(16)
    expect(kept.length + dropped).toBe(50)
    expect(kept.at(-1)?.offset).toBe('49')
  })
})
