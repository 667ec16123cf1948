import { setTimeout as sleep } from 'node:timers/promises'
import type { TailFrame } from '@sluice/shared/messages-tail'
import { TailRequest } from '@sluice/shared/messages-tail'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { testFilters } from '#filters/testing/test-filters.ts'
import { BufferShares } from '../buffer-shares.ts'
import { Follower, type TailInput } from '../testing/follow-tail.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from '../testing/small-log.ts'
import { EvenSample } from './even-sample.ts'
import { EvenShare } from './even-share.ts'
import { RateBudget } from './rate-budget.ts'
import { TAIL_LIMITS } from './tail-limits.ts'
import { tailMessages } from './tail-messages.ts'

describe('choosing evenly', () => {
  it('takes exactly as many as may be, whatever is passed over as a whole, and in equal steps', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 40 }),
        fc.nat({ max: 100 }),
        (batches, part) => {
          const total = batches.reduce((sum, count) => sum + count, 0)
          const share = new EvenShare(total, part)
          const chosen: number[] = []
          let at = 0
          for (const count of batches) {
            if (!share.skips(count))
              for (let own = 0; own < count; own += 1) if (share.takes()) chosen.push(at + own)
            at += count
          }
          const steps = chosen.slice(1).map((place, index) => place - (chosen[index] ?? 0))
          expect(chosen).toHaveLength(Math.min(part, total))
          for (const step of steps) expect(Math.abs(step - total / Math.max(part, 1))).toBeLessThanOrEqual(1)
        },
      ),
    )
  })

  it('keeps at most as many of an unknown number, spread over all of them', () => {
    fc.assert(
      fc.property(fc.nat({ max: 3_000 }), fc.nat({ max: 50 }), (count, part) => {
        const sample = new EvenSample(part, (each: number) => each)
        for (const each of upTo(count)) sample.offer(each)
        const kept = sample.take()
        expect(sample.count).toBe(count)
        expect(kept).toHaveLength(Math.min(count, part))
        expect(kept).toEqual(kept.toSorted((a, b) => a - b))
        if (part >= 4 && count > part) expect(kept.at(-1)).toBeGreaterThanOrEqual(count / 2)
      }),
    )
  })

  it('lets as many through a second as it may, and what was saved up only for one', () => {
    const budget = new RateBudget(100, 0)
    expect(budget.left(10_000)).toBe(100)
    budget.spend(100)
    expect([budget.left(10_000), budget.left(10_100), budget.left(10_100)]).toEqual([0, 10, 10])
    expect(new RateBudget(10, 0, 70).left(5)).toBe(70)
  })
})

const QUICK: [string, TailInput][] = [
  ['every message', { topic: ORDERS, maxPerSecond: 20 }],
  ['those with a text', { topic: ORDERS, maxPerSecond: 20, filter: { text: 'at' } }],
  [
    'those an expression is true for',
    { topic: ORDERS, maxPerSecond: 20, filter: { cel: 'offset % 2 == 0' } },
  ],
]

describe('a tail of more than anybody reads', () => {
  it.each(QUICK)('samples %s, and counts each one left out in every frame', async (_, input) => {
    const gateway = ordersAt([[], []])
    const tail = new Follower(gateway, input)
    await tail.until(({ open }) => open !== null)
    let written = 0
    for (let round = 0; round < 30; round += 1) {
      for (const partition of [0, 1]) gateway.append(ORDERS, partition, recordsAt(upTo(40)))
      written += 80
      await sleep(5)
    }
    await tail.until(({ last }) => last?.seen === written)
    await tail.stop()
    for (const frame of tail.progress) {
      expect(frame.matched).toBe(frame.shown + frame.sampledOut + frame.dropped)
    }
    const matched = input.filter?.cel === undefined ? written : written / 2
    expect(tail.end).toMatchObject({ matched, shown: tail.rows.length, dropped: 0 })
    expect(tail.rows.length).toBeGreaterThanOrEqual(20)
    expect(tail.rows.length).toBeLessThan(60)
    expect(new Set(tail.ids).size).toBe(tail.rows.length)
  })

  it('keeps the newest for a reader that is slow, within its bounds, and counts those dropped', async () => {
    const gateway = ordersAt([[]])
    const outboxBytes = 20_000
    const deps = {
      gateway,
      filters: testFilters(),
      limits: { ...TAIL_LIMITS, paceMs: 1, flushMs: 1, progressMs: 10, waitMs: 20, outboxBytes },
      buffers: new BufferShares(),
      now: Date.now,
    }
    const stop = new AbortController()
    const request = TailRequest.parse({ topic: ORDERS, maxPerSecond: 2_000 })
    const frames = tailMessages(deps, { requestId: 'r', request }, stop.signal)
    await frames.next()
    const next = frames.next()
    for (let round = 0; round < 50; round += 1) {
      gateway.append(ORDERS, 0, recordsAt(upTo(20)))
      await sleep(4)
    }
    await sleep(100)
    const offsets: number[] = []
    let last: Extract<TailFrame, { t: 'progress' }> | null = null
    for (let step = await next; last?.seen !== 1_000; step = await frames.next()) {
      if (step.done === true) throw new Error('the tail ended')
      if (step.value.t === 'rows') offsets.push(...step.value.rows.map(({ offset }) => Number(offset)))
      if (step.value.t === 'progress') last = step.value
    }
    await frames.return()
    expect(last.dropped).toBeGreaterThan(500)
    expect(last.matched).toBe(last.shown + last.dropped + last.sampledOut)
    expect(offsets).toHaveLength(last.shown)
    expect(offsets.at(-1)).toBe(999)
  })
})
