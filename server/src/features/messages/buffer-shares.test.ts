import { describe, expect, it } from 'vitest'
import { BufferShares } from './buffer-shares.ts'
import { createScanner } from './testing/run-scan.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

describe('shares of the buffer', () => {
  it('are whole while there is enough, shrink as more scans run, and grow again as they end', () => {
    const shares = new BufferShares(100)
    const all = upTo(5).map(() => shares.enter(40))
    const [first] = all
    expect(first?.part).toBe(0.5)
    expect(all.reduce((sum, { part }) => sum + part * 40, 0)).toBeCloseTo(100)
    for (const share of all.slice(1)) {
      share.leave()
      share.leave()
    }
    expect(first?.part).toBe(1)
  })

  it('bound what each fetch asks for, and a scan gives its own back however it ends', async () => {
    const gateway = ordersAt([[]])
    for (let at = 0; at < 200; at += 1) gateway.append(ORDERS, 0, recordsAt(upTo(50)))
    const asked: number[] = []
    const watched = {
      ...gateway,
      fetch: (...[requests, options]: Parameters<typeof gateway.fetch>) => {
        asked.push(requests.reduce((sum, { maxBytes }) => sum + maxBytes, 0))
        expect(options.maxBytes).toBeLessThanOrEqual(50_000)
        return gateway.fetch(requests, options)
      },
    }
    const buffers = new BufferShares(100_000)
    const others = upTo(3).map(() => buffers.enter(50_000))
    const limits = { bufferBytes: 50_000, fetchBytes: 20_000, firstFetchBytes: 20_000 }
    const scanner = createScanner(watched, limits, { buffers })
    const request = { topic: ORDERS, from: { oldest: true as const }, limit: 10_000 }
    const shared = await scanner.page(request)
    expect(Math.max(...asked)).toBe(10_000)
    for (const share of others) share.leave()
    asked.length = 0
    const alone = await scanner.page(request)
    expect(Math.max(...asked)).toBe(20_000)
    expect(alone.rows).toEqual(shared.rows)

    const left = scanner.frames(request)
    await left.next()
    expect(buffers.enter(50_000).part).toBe(1)
    await left.return()
    await expect(scanner.page({ ...request, topic: 'missing' })).rejects.toMatchObject({
      code: 'TOPIC_NOT_FOUND',
    })
    expect(buffers.enter(50_000).part).toBe(1)
  })

  it('are not taken by a scan whose filter is refused', async () => {
    const buffers = new BufferShares(50_000)
    const scanner = createScanner(ordersAt([[]]), { bufferBytes: 50_000 }, { buffers })
    await expect(scanner.page({ topic: ORDERS, filter: { cel: 'value.' } })).rejects.toMatchObject({
      code: 'FILTER_INVALID',
    })
    expect(buffers.enter(50_000).part).toBe(1)
  })
})
