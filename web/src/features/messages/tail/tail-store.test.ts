import type { Message, ScanFrame } from '@sluice/shared/messages'
import type { TailFrame, TailFrameOf, TailRequest } from '@sluice/shared/messages-tail'
import { describe, expect, it } from 'vitest'
import { ApiError } from '#api/api-error.ts'
import { StreamCut } from '#api/stream-cut.ts'
import { sampleMessage } from '../sample-message.fixture.ts'
import { TailStore } from './tail-store.ts'

const REQUEST: TailRequest = { topic: 'orders', isolation: 'read_committed', maxPerSecond: 500 }

const row = (offset: number, partition = 0): Message =>
  sampleMessage({ topic: 'orders', partition, offset: String(offset) })
const openAt = (...next: number[]): TailFrameOf<'open'> => ({
  t: 'open',
  requestId: 'r1',
  topics: ['orders'],
  isolation: 'read_committed',
  maxPerSecond: 500,
  places: next.map((offset, partition) => ({ topic: 'orders', partition, next: String(offset) })),
  missing: [],
  keyLookup: null,
})
const counters = (seen: number, earlier = 0) => ({
  elapsedMs: 0,
  seen,
  earlier,
  matched: seen,
  shown: seen,
  sampledOut: 0,
  dropped: 0,
  bytes: 0,
  filterErrors: 0,
  undecodable: 0,
})
const progress = (seen: number, next: number, earlier = 0): TailFrame => ({
  t: 'progress',
  ...counters(seen, earlier),
  seenPerSecond: seen,
  shownPerSecond: seen,
  behind: '0',
  heldBack: '0',
  places: [{ topic: 'orders', partition: 0, next: String(next) }],
  missing: [],
})

/** A server whose streams a test writes: the frames put in come out, a failure breaks the stream. */
function scripted(
  limits = { rows: 1000, bytes: 1_000_000 },
  schedule = (callback: () => void) => callback(),
) {
  const requests: TailRequest[] = []
  const scans: unknown[] = []
  let filled: ScanFrame[] = []
  let queue: (TailFrame | Error)[] = []
  let wake = () => {}
  const store = new TailStore({
    open: async function* (request, signal) {
      requests.push(request)
      signal.addEventListener('abort', () => wake(), { once: true })
      for (;;) {
        const next = queue.shift()
        if (next instanceof Error) throw next
        if (next !== undefined) yield next
        else if (signal.aborted) return
        else {
          await new Promise<void>((resolve) => {
            wake = resolve
          })
        }
      }
    },
    openScan: async function* (request) {
      scans.push(request)
      yield* filled
    },
    schedule,
    limits,
    now: () => 1_000,
    backoffMs: () => 0,
  })
  const send = async (...frames: (TailFrame | Error)[]) => {
    queue = [...queue, ...frames]
    wake()
    await new Promise((resolve) => setTimeout(resolve, 20))
    return store.snapshot()
  }
  const fill = (frames: ScanFrame[]) => {
    filled = frames
  }
  return { store, send, fill, requests, scans }
}

const offsets = (rows: readonly Message[]) => rows.map(({ offset }) => Number(offset))
const page = (rows: Message[], cursor: string | null): ScanFrame[] => [
  {
    t: 'open',
    requestId: 'r2',
    topics: ['orders'],
    order: 'time',
    limit: 2000,
    isolation: 'read_committed',
    ranges: [],
    missing: [],
    keyLookup: null,
    cursor: null,
  },
  { t: 'rows', rows },
  {
    t: 'end',
    reason: 'end',
    cursor,
    missing: [],
    records: 0,
    matched: 0,
    bytes: 0,
    elapsedMs: 0,
    filterErrors: 0,
    undecodable: 0,
  },
]

describe('what a page follows', () => {
  it('stands with the newest first, and counts what arrived apart from what was there', async () => {
    const { store, send } = scripted()
    void store.run({ ...REQUEST, from: { newest: 2 } })
    const { rows, totals, phase } = await send(
      openAt(1),
      { t: 'rows', rows: [row(1), row(2)] },
      { t: 'rows', rows: [row(3)] },
      progress(3, 4, 2),
    )
    expect([phase, offsets(rows), totals.arrived]).toEqual(['running', [3, 2, 1], 1])
  })

  it('keeps its list while it is held, counts what comes, and goes on at the newest', async () => {
    const { store, send } = scripted({ rows: 8, bytes: 1_000_000 })
    void store.run(REQUEST)
    await send(openAt(0), { t: 'rows', rows: [row(0), row(1)] })
    store.hold('pause')
    const held = await send({ t: 'rows', rows: [row(2), row(3), row(4)] })
    expect([offsets(held.rows), held.fresh, held.lost]).toEqual([[1, 0], 3, 0])
    const more = await send({ t: 'rows', rows: Array.from({ length: 20 }, (_, at) => row(5 + at)) })
    expect(offsets(more.rows)).toEqual([1, 0])
    expect(more.fresh).toBe(23)
    expect(more.lost).toBeGreaterThan(0)
    store.release()
    const { rows, fresh, letGo } = store.snapshot()
    expect(offsets(rows)[0]).toBe(24)
    expect([fresh, rows.length + letGo]).toEqual([0, 25])
  })

  it('holds what was painted: a row that came since is new, and does not slip under the pointer', async () => {
    const paints: (() => void)[] = []
    const paint = () => {
      for (const callback of paints.splice(0)) callback()
    }
    const { store, send } = scripted(undefined, (callback) => void paints.push(callback))
    void store.run(REQUEST)
    await send(openAt(0), { t: 'rows', rows: [row(0), row(1)] })
    paint()
    await send({ t: 'rows', rows: [row(2)] })
    store.hold('press')
    paint()
    expect([offsets(store.snapshot().rows), store.snapshot().fresh]).toEqual([[1, 0], 1])
    store.release('press')
    store.clear()
    store.hold('pause')
    paint()
    expect(offsets(store.snapshot().rows)).toEqual([])
  })

  it('takes back a hold only for its own reason, and a pause by nothing that passes', async () => {
    const { store, send } = scripted()
    void store.run(REQUEST)
    await send(openAt(0))
    store.hold('scroll')
    store.release('press')
    expect(store.snapshot().heldBy).toBe('scroll')
    store.hold('pause')
    store.hold('scroll')
    store.release('scroll')
    expect(store.snapshot().heldBy).toBe('pause')
    store.release()
    expect(store.snapshot().heldBy).toBeNull()
  })

  it('is emptied without being ended', async () => {
    const { store, send } = scripted()
    void store.run(REQUEST)
    await send(openAt(0), { t: 'rows', rows: [row(0)] })
    store.clear()
    const { rows, letGo } = await send({ t: 'rows', rows: [row(1)] })
    expect([offsets(rows), letGo]).toEqual([[1], 0])
  })

  it('connects again, names exactly what it missed, and puts it where it belongs', async () => {
    const { store, send, fill, requests, scans } = scripted()
    void store.run({ ...REQUEST, from: { newest: 5 } })
    await send(openAt(0), { t: 'rows', rows: [row(0), row(1)] }, progress(2, 2), {
      t: 'rows',
      rows: [row(2)],
    })
    const cut = await send(new StreamCut('closed'), openAt(6), { t: 'rows', rows: [row(6)] }, progress(1, 7))
    expect(requests).toEqual([{ ...REQUEST, from: { newest: 5 } }, REQUEST])
    expect(cut.gaps).toMatchObject([{ ranges: [{ topic: 'orders', partition: 0, from: 3n, to: 6n }] }])
    expect(cut.gaps[0]?.before?.offset).toBe('6')
    expect(cut.totals.arrived).toBe(3)
    fill(page([row(3), row(4)], 'more'))
    await store.fill(cut.gaps[0]?.id ?? 0)
    expect(scans).toMatchObject([
      { topic: 'orders', from: { offsets: { 0: '3' } }, to: { offsets: { 0: '6' } }, order: 'time' },
    ])
    expect(offsets(store.snapshot().rows)).toEqual([6, 4, 3, 2, 1, 0])
    expect(store.snapshot().gaps).toMatchObject([{ filled: 2, cursor: 'more' }])
    fill(page([row(5)], null))
    await store.fill(cut.gaps[0]?.id ?? 0)
    expect(offsets(store.snapshot().rows)).toEqual([6, 5, 4, 3, 2, 1, 0])
    expect(store.snapshot().gaps).toEqual([])
    expect(scans[1]).toMatchObject({ cursor: 'more' })
  })

  it('has no gap to tell of where nothing passed by', async () => {
    const { store, send } = scripted()
    void store.run(REQUEST)
    await send(openAt(4))
    const { gaps, phase } = await send(new StreamCut('silent'), openAt(4))
    expect([gaps, phase]).toEqual([[], 'running'])
  })

  it('tries again after what may pass, and not after what does not', async () => {
    const passing = scripted()
    void passing.store.run(REQUEST)
    await passing.send(openAt(0), new ApiError('SERVER_UNREACHABLE', 'gone', { retryable: true }), openAt(0))
    expect(passing.requests).toHaveLength(2)
    const lasting = scripted()
    void lasting.store.run(REQUEST)
    const { phase } = await lasting.send(
      openAt(0),
      new ApiError('NOT_AUTHORIZED', 'no', { retryable: false }),
    )
    expect([phase, lasting.requests.length]).toEqual(['failed', 1])
    const refused = scripted()
    void refused.store.run(REQUEST)
    const at = await refused.send(new ApiError('CLUSTER_UNREACHABLE', 'no', { retryable: true }))
    expect([at.phase, refused.requests.length]).toEqual(['failed', 1])
  })

  it('ends where its topic does', async () => {
    const { store, send } = scripted()
    void store.run(REQUEST)
    const { phase, endReason } = await send(openAt(0), { t: 'end', reason: 'topic-deleted', ...counters(0) })
    expect([phase, endReason]).toEqual(['ended', 'topic-deleted'])
  })

  it('makes one note of the same thing again', async () => {
    const { store, send } = scripted()
    void store.run(REQUEST)
    const note = { t: 'note', code: 'aborted', message: 'm', topic: 'orders', partition: 0 } as const
    const { notes } = await send(
      openAt(0),
      { ...note, from: '1', to: '2', count: 2 },
      { ...note, from: '5', to: '5', count: 1 },
    )
    expect(notes).toMatchObject([{ from: '1', to: '5', count: 3 }])
  })
})
