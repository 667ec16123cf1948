import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PlayEvent } from '#lib/play-engine.ts'
import { timeBefore } from './density.ts'
import { EventWindow } from './event-window.ts'
import { LogTime } from './log-time.ts'
import { compareEvents } from './play-order.ts'

function event(at: number, offset = 0, partition = 0): PlayEvent {
  const message = { topic: 'orders', partition, offset: `${offset}`, headers: [], key: null, value: null }
  return { message, at, lateMs: 0 } as unknown as PlayEvent
}

const times = fc.array(fc.integer({ min: 0, max: 50 }), { minLength: 1, maxLength: 60 })

describe('EventWindow', () => {
  it('holds events in the order they are played, however they were cut into pages', () => {
    fc.assert(
      fc.property(
        times,
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 0, max: 50 }),
        (list, page, middle) => {
          const all = list.map((at, index) => event(at, index, index % 3)).sort((a, b) => a.at - b.at)
          const window = new EventWindow(middle)
          const later = all.filter(({ at }) => at >= middle)
          for (let at = 0; at < later.length; at += page) {
            const part = later.slice(at, at + page)
            window.append(part, part.at(-1)?.at ?? middle)
          }
          window.prepend(
            all.filter(({ at }) => at < middle),
            0,
          )
          expect(window.events).toEqual([...all].sort(compareEvents))
        },
      ),
    )
  })

  it('lets go of what is furthest from the clock, whole moments at a time, and says what it still holds', () => {
    fc.assert(
      fc.property(times, fc.integer({ min: 0, max: 50 }), (list, at) => {
        const all = list.map((time, index) => event(time, index)).sort(compareEvents)
        const window = new EventWindow(0, { events: 10, bytes: 1e9 })
        window.append(all, 51)
        window.trim(at)
        const { from, to } = window.span
        expect(window.events).toEqual(all.filter((one) => one.at >= from && one.at < to))
        const moments = new Set(window.events.map((one) => one.at))
        expect(window.events.length <= 10 || moments.size === 1).toBe(true)
      }),
    )
  })

  it('is capped by what its messages take in memory', () => {
    const window = new EventWindow(0, { events: 1000, bytes: 5000 })
    window.append([event(1), event(2), event(3), event(4), event(5), event(6), event(7), event(8)], 9)
    window.append([event(9), event(10), event(11), event(12)], 13)
    window.trim(12)
    expect(window.bytes).toBeLessThanOrEqual(5000)
    expect(window.span.to).toBe(13)
    expect(window.span.from).toBeGreaterThan(0)
  })
})

describe('LogTime', () => {
  const message = (timestamp: number | string, partition = 0) =>
    ({ topic: 't', partition, timestamp }) as never

  it('places a late message where a reader of its partition comes to it, and says by how much it is late', () => {
    const times = new LogTime()
    expect(times.place(message(100))).toMatchObject({ at: 100, lateMs: 0 })
    expect(times.place(message(40))).toMatchObject({ at: 100, lateMs: 60 })
    expect(times.place(message(110, 1))).toMatchObject({ at: 110, lateMs: 0 })
  })

  it('has no place for a message without a usable time before any that has one', () => {
    const times = new LogTime()
    expect(times.place(message(-1))).toBeNull()
    expect(times.place(message('1795247763007000000'))).toBeNull()
    expect(times.place(message(100))).toMatchObject({ at: 100 })
    expect(times.place(message(-1))).toMatchObject({ at: 100, lateMs: 0 })
  })
})

describe('timeBefore', () => {
  const histogram = { edges: [0, 100, 200, 1000], counts: ['10', '100', '0'] }

  it('goes back as far as the counts need, over times in which nothing happened', () => {
    expect(timeBefore(histogram, 1000, 50)).toBe(150)
    expect(timeBefore(histogram, 1000, 105)).toBe(50)
    expect(timeBefore(histogram, 1000, 1000)).toBe(0)
    expect(timeBefore(histogram, 150, 50)).toBe(100)
  })
})
