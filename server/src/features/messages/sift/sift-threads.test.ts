import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, describe, expect, it } from 'vitest'
import { encodeBatch } from '#records/batch-writer.ts'
import { inlineSifter } from '../testing/inline-sifter.ts'
import { createScanner } from '../testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from '../testing/small-log.ts'
import { compileFilter } from '../text-filter.ts'
import { SIFT_LIMITS, SiftThreads } from './sift-threads.ts'

const url = new URL('./sift-worker.ts', import.meta.url)
const { traces } = compileFilter({ text: 'at 7', in: ['value'], caseSensitive: true, bytes: false })
const open: SiftThreads[] = []

function threads(
  limits: Partial<ConstructorParameters<typeof SiftThreads>[1]> = {},
  program = url,
): SiftThreads {
  const made = new SiftThreads(program, { ...SIFT_LIMITS, workers: 1, ...limits })
  open.push(made)
  return made
}

afterEach(() => {
  for (const one of open.splice(0)) one.close()
})

function request(text: string) {
  const bytes = encodeBatch([{ timestamp: 1n, key: null, value: Buffer.from(text), headers: [] }], {
    codec: 'lz4',
  })
  const memory = new ArrayBuffer(bytes.length)
  bytes.copy(Buffer.from(memory))
  return { memory, places: new Float64Array([0, bytes.length]), traces, bytes }
}

/** The first offers find no thread that is ready. */
async function offered(sifter: SiftThreads, asked: ReturnType<typeof request>) {
  for (;;) {
    const sifting = sifter.offer(asked)
    if (sifting !== null) return { sifting }
    expect(asked.memory.byteLength).toBeGreaterThan(0)
    await sleep(5)
  }
}

describe('threads that sift', () => {
  it('take the memory along and bring it back with what they found', async () => {
    const sifter = threads()
    const hit = request('at 7')
    const { sifting } = await offered(sifter, hit)
    expect(hit.memory.byteLength).toBe(0)
    const { memory, clear } = await sifting
    expect([...clear]).toEqual([0])
    expect(Buffer.from(memory).equals(hit.bytes)).toBe(true)
    const second = await (await offered(sifter, request('at 8'))).sifting
    expect([...second.clear]).toEqual([1])
    expect(sifter.threads).toBe(1)
  })

  it('take one request ahead and answer each with its own, though sifting pauses; a third stays with whoever asks', async () => {
    const sifter = threads()
    await (await offered(sifter, request('at 8'))).sifting
    // More than is opened in one turn, so that the thread turns to its messages before the first is done.
    const long = request(`${'x'.repeat(3 * 1024 * 1024)} at 7`)
    const places = new Float64Array([0, long.bytes.length, 0, long.bytes.length])
    const both = [sifter.offer({ ...long, places }), sifter.offer(request('at 8'))]
    const third = request('at 8')
    expect(sifter.offer(third)).toBeNull()
    expect(third.memory.byteLength).toBe(third.bytes.length)
    const [first, second] = await Promise.all(both)
    expect([...(first?.clear ?? [])]).toEqual([0, 0])
    expect(Buffer.from(first?.memory ?? new ArrayBuffer()).equals(long.bytes)).toBe(true)
    expect([...(second?.clear ?? [])]).toEqual([1])
  })

  it('start another only while none is idle, up to as many as there may be', async () => {
    const sifter = threads({ workers: 2 })
    await (await offered(sifter, request('at 8'))).sifting
    for (let round = 0; round < 3; round += 1) await sifter.offer(request('at 8'))
    expect(sifter.threads).toBe(1)
    const all = Array.from({ length: 4 }, () => sifter.offer(request('at 8')))
    expect(sifter.threads).toBe(2)
    await Promise.all(all)
  })

  it('fail what is under way when they take too long, end, or are closed, and start anew', async () => {
    const slow = threads({ deadlineMs: 300 }, new URL('./testing/stuck-worker.ts', import.meta.url))
    const { sifting } = await offered(slow, request('at 7'))
    await expect(sifting).rejects.toThrow('longer than 300 ms')
    expect(slow.threads).toBe(0)
    const asked = [(await offered(slow, request('at 7'))).sifting, slow.offer(request('at 7'))]
    const failing = asked.map((sifting) => expect(sifting).rejects.toThrow('stopping'))
    slow.close()
    await Promise.all(failing)
    expect(slow.offer(request('at 7'))).toBeNull()
    expect(slow.threads).toBe(0)
  })

  it('end when idle', async () => {
    const sifter = threads({ idleMs: 50 })
    await (await offered(sifter, request('at 7'))).sifting
    for (let waited = 0; sifter.threads > 0 && waited < 5_000; waited += 10) await sleep(10)
    expect(sifter.threads).toBe(0)
  })
})

describe('a search with threads that sift', () => {
  const request = {
    topic: ORDERS,
    from: { oldest: true as const },
    limit: 10_000,
    filter: { text: 'at 7' },
  }
  const limits = { firstFetchBytes: 2_000, fetchBytes: 4_000, siftBytes: 1 }
  const filled = () => {
    const gateway = ordersAt([[], []])
    for (const time of upTo(300)) {
      for (const partition of [0, 1]) {
        const options = { codec: 'snappy' as const }
        gateway.append(ORDERS, partition, recordsAt([time * 10, time * 10 + 7, time * 10 + 8]), options)
      }
    }
    return gateway
  }

  it('finds and counts the same as one without', async () => {
    const sifter = threads()
    await (await offered(sifter, { ...fresh(), traces })).sifting
    const gateway = filled()
    const alone = await createScanner(gateway, limits, { sifter: { offer: () => null } }).page(request)
    let sifted = 0
    const counting = {
      offer: (asked: Parameters<SiftThreads['offer']>[0]) => {
        const sifting = sifter.offer(asked)
        if (sifting !== null) sifted += 1
        return sifting
      },
    }
    const beside = await createScanner(gateway, limits, { sifter: counting }).page(request)
    expect(sifted).toBeGreaterThan(3)
    expect(beside.rows).toEqual(alone.rows)
    expect(alone.rows.length).toBeGreaterThan(50)
    expect({ ...beside.end, elapsedMs: 0 }).toEqual({ ...alone.end, elapsedMs: 0 })
  })

  it('has some rounds with threads and no more, and reads them in order whichever is back first', async () => {
    const gateway = filled()
    const of = { ...request, partitions: [0] }
    const alone = await createScanner(gateway, limits, { sifter: { offer: () => null } }).page(of)
    const waiting: (() => void)[] = []
    const inline = inlineSifter()
    const holding = {
      offer: (asked: Parameters<SiftThreads['offer']>[0]) => {
        const sifting = inline.offer(asked)
        if (sifting === null) return null
        return new Promise<void>((resolve) => waiting.push(resolve)).then(() => sifting)
      },
    }
    const page = createScanner(gateway, limits, { sifter: holding }).page(of)
    let most = 0
    let over = false
    const done = page.finally(() => {
      over = true
    })
    while (!over) {
      for (let turn = 0; turn < 20; turn += 1) await sleep(1)
      most = Math.max(most, waiting.length)
      for (const release of waiting.splice(0).reverse()) {
        release()
        await sleep(1)
      }
    }
    expect(most).toBeGreaterThan(2)
    expect(most).toBeLessThanOrEqual(4)
    expect((await done).rows).toEqual(alone.rows)
  })

  it('ends with an error that says so when a thread fails, and at once when its reader goes', async () => {
    const failing = { offer: () => Promise.reject(new Error('gone')) }
    const scanner = createScanner(filled(), limits, { sifter: failing })
    await expect(scanner.page(request)).rejects.toMatchObject({
      code: 'INTERNAL',
      message: expect.stringContaining('Run the search again'),
    })
    const never = { offer: () => new Promise<never>(() => {}) }
    const reader = new AbortController()
    const frames = createScanner(filled(), limits, { sifter: never }).frames(request, reader.signal)
    await frames.next()
    setTimeout(() => reader.abort(), 100)
    const started = performance.now()
    for await (const frame of frames) if (frame.t === 'end') expect(frame.reason).toBe('cancelled')
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

const fresh = () => request('at 7')
