import type { ScanFrame } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { createScanner, places } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const oldest = { topic: ORDERS, from: { oldest: true as const }, limit: 10_000 }
const SMALL = {
  firstFetchBytes: 200,
  fetchBytes: 200,
  bufferBytes: 800,
  fetchWaitMs: 1,
  flushRows: 2,
  flushMs: 0,
}
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
const fetches = (gateway: MemoryGateway) => gateway.calls.fetch ?? 0

function longLog(count: number) {
  const gateway = ordersAt([[], []])
  for (const at of upTo(count)) gateway.append(ORDERS, at % 2, recordsAt([at]))
  return gateway
}

describe('a scan is bounded by its reader', () => {
  it('that stalls: after what was under way nothing more is fetched', async () => {
    const gateway = longLog(2_000)
    const frames = createScanner(gateway, SMALL).frames(oldest)
    for (let taken = 0; taken < 10; taken += 1) await frames.next()
    await pause(30)
    const before = fetches(gateway)
    await pause(100)
    expect(fetches(gateway)).toBe(before)
    expect(before).toBeLessThan(40)
    await frames.return()
  })

  it.each([
    ['by time', oldest],
    ['for a text, forward', { ...oldest, filter: { text: 'at' } }],
    ['for a text, backward', { topic: ORDERS, from: { newest: 1_000 }, filter: { text: 'at 1' } }],
  ])('that goes away from a scan %s: fetching ends at once', async (_, input) => {
    const gateway = longLog(2_000)
    const frames = createScanner(gateway, { ...SMALL, progressMs: 0, stretchBytes: 400 }).frames(input)
    for (let taken = 0; taken < 4; taken += 1) await frames.next()
    await frames.return()
    const before = fetches(gateway)
    await pause(50)
    expect(fetches(gateway)).toBe(before)
  })

  it.each(['forward', 'backward'] as const)(
    'is not kept waiting by another whose search reads a long log %s',
    async (order) => {
      const gateway = ordersAt([[], []])
      for (let at = 0; at < 600; at += 1) gateway.append(ORDERS, at % 2, recordsAt(upTo(100)))
      const scanner = createScanner(gateway, { fetchBytes: 20_000, stretchBytes: 40_000 })
      let over = false
      const long = scanner.page({ ...oldest, order, filter: { text: 'nowhere' } }).then(() => {
        over = true
      })
      for (let round = 0; round < 3; round += 1) {
        const { rows } = await scanner.page({ topic: ORDERS, from: { newest: 50 } })
        expect(rows).toHaveLength(50)
      }
      expect(over).toBe(false)
      await long
    },
  )

  it.each([
    ['forward', oldest],
    ['newest', { topic: ORDERS, from: { newest: 50 } }],
  ])('that aborts while a broker hangs: a %s scan ends at once and says so', async (_, input) => {
    const gateway = longLog(100)
    const abort = new AbortController()
    const frames = createScanner(gateway, SMALL).frames(input, abort.signal)
    await frames.next()
    gateway.setLatency(60_000)
    let abortedAt = 0
    setTimeout(() => {
      abortedAt = Date.now()
      abort.abort()
    }, 30)
    let last: ScanFrame | undefined
    for await (const frame of frames) last = frame
    expect(last).toMatchObject({ t: 'end', reason: 'cancelled' })
    // A second is promised.
    expect(Date.now() - abortedAt).toBeLessThan(1_000)
    const before = fetches(gateway)
    await pause(50)
    expect(fetches(gateway)).toBe(before)
  })

  it('that aborted before the scan began gets nothing but the abort', async () => {
    const frames = createScanner(longLog(1)).frames(oldest, AbortSignal.abort())
    await expect(frames.next()).rejects.toMatchObject({ name: 'AbortError' })
  })
})

describe('the deadline', () => {
  it.each([
    ['forward', oldest],
    ['newest', { topic: ORDERS, from: { newest: 7 } }],
  ])('ends a %s scan with what was found; the cursor brings the rest, exactly once', async (_, input) => {
    const gateway = longLog(60)
    const frames = createScanner(gateway, { ...SMALL, deadlineMs: 250 }).frames(input)
    const all: ScanFrame[] = []
    for await (const frame of frames) {
      if (frame.t === 'open') gateway.setLatency(70)
      all.push(frame)
    }
    gateway.setLatency(0)
    const end = all.at(-1)
    if (end?.t !== 'end') throw new Error('The scan did not end')
    expect(end.reason).toBe('deadline')
    expect(end.elapsedMs).toBeLessThan(5_000)
    const got = all.flatMap((frame) => (frame.t === 'rows' ? frame.rows : []))
    const rest = await createScanner(gateway).pages({ ...input, cursor: end.cursor ?? '' })
    const rows = [...got, ...rest.flatMap((page) => page.rows)]
    expect(places(rows).toSorted()).toEqual(
      upTo(60)
        .map((at) => `${at % 2}:${at >> 1}`)
        .toSorted(),
    )
  })

  it('that passes before the first frame is a timeout, not a stream', async () => {
    const gateway = longLog(1)
    gateway.setLatency(60_000)
    const frames = createScanner(gateway, { deadlineMs: 50 }).frames(oldest)
    await expect(frames.next()).rejects.toMatchObject({ code: 'BROKER_TIMEOUT' })
  })
})

describe('frames', () => {
  it('carry no more rows and bytes than they may', async () => {
    const gateway = ordersAt([upTo(25)])
    const limits = { flushRows: 10, flushBytes: 1_200, flushMs: 1_000 }
    const { frames } = await createScanner(gateway, limits).page(oldest)
    const sizes = frames.flatMap((frame) => (frame.t === 'rows' ? [frame.rows.length] : []))
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(25)
    expect(Math.max(...sizes)).toBeLessThanOrEqual(6)
  })

  it('come out soon although the frame is not full', async () => {
    const gateway = longLog(40)
    gateway.setLatency(20)
    const { frames } = await createScanner(gateway, { ...SMALL, flushRows: 500, flushMs: 30 }).page(oldest)
    const sizes = frames.flatMap((frame) => (frame.t === 'rows' ? [frame.rows.length] : []))
    expect(sizes.length).toBeGreaterThan(3)
    expect(Math.max(...sizes)).toBeLessThan(20)
  })

  it('tell of progress while there is any, and of life while there is none', async () => {
    const gateway = longLog(40)
    gateway.setLatency(15)
    const busy = await createScanner(gateway, { ...SMALL, progressMs: 20 }).page(oldest)
    const progress = busy.frames.filter((frame) => frame.t === 'progress')
    expect(progress.length).toBeGreaterThan(2)
    const done = progress.map(({ offsetsDone }) => Number(offsetsDone))
    expect(done).toEqual(done.toSorted((a, b) => a - b))
    expect(progress[0]?.offsetsTotal).toBe('40')

    gateway.setLatency(0)
    const limits = { ...SMALL, progressMs: 20, heartbeatMs: 40, deadlineMs: 200 }
    const silent: ScanFrame[] = []
    for await (const frame of createScanner(gateway, limits).frames(oldest)) {
      if (frame.t === 'open') gateway.setLatency(60_000)
      silent.push(frame)
    }
    expect(silent.filter(({ t }) => t === 'hb').length).toBeGreaterThan(1)
    expect(silent.filter(({ t }) => t === 'progress').length).toBeLessThan(3)
  })
})
