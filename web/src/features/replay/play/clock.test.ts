import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { PlayClock, type TickBounds } from './clock.ts'
import { foldBetween, nextFold } from './fold.ts'

const OPEN: TickBounds = { until: Number.POSITIVE_INFINITY, foldAfter: () => null }

function clockAt(at: number, speed = 1) {
  const wall = { now: 1000 }
  return { wall, clock: new PlayClock(() => wall.now, { at, speed }) }
}

describe('PlayClock', () => {
  it('moves by the time of the wall times its speed, and only while it plays', () => {
    const { wall, clock } = clockAt(5000, 10)
    wall.now += 50
    expect(clock.tick(OPEN).to).toBe(5000)
    clock.play()
    wall.now += 20
    expect(clock.tick(OPEN)).toMatchObject({ from: 5000, to: 5200, held: false })
    clock.pause()
    wall.now += 20
    expect(clock.tick(OPEN).to).toBe(5200)
  })

  it('plays on where it was after its page was not painted for a while', () => {
    const { wall, clock } = clockAt(0)
    clock.play()
    wall.now += 3_600_000
    expect(clock.tick(OPEN).to).toBe(250)
  })

  it('stops at its bound and says that it was held there', () => {
    const { wall, clock } = clockAt(0)
    clock.play()
    wall.now += 100
    expect(clock.tick({ ...OPEN, until: 40 })).toMatchObject({ to: 40, held: true })
  })

  it('passes over a pause and spends no time on it', () => {
    const { wall, clock } = clockAt(0)
    clock.play()
    wall.now += 100
    const fold = { from: 30, to: 9000 }
    const tick = clock.tick({ ...OPEN, foldAfter: (at) => (at < fold.to ? fold : null) })
    expect(tick.to).toBe(9070)
    expect(tick.folds).toEqual([fold])
  })

  it('never goes back and never passes its bound, whatever the wall, the speed and the pauses', () => {
    const step = fc.record({
      wall: fc.integer({ min: -50, max: 2000 }),
      speed: fc.double({ min: 0, max: 5000, noNaN: true }),
      until: fc.integer({ min: 0, max: 100_000 }),
    })
    const gaps = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 30 })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), gaps, (steps, times) => {
        const events = times.sort((a, b) => a - b).map((at) => ({ at }) as never)
        const { wall, clock } = clockAt(0)
        clock.play()
        let highest = 0
        for (const { wall: ms, speed, until } of steps) {
          wall.now += ms
          clock.setSpeed(speed)
          const bound = Math.max(until, clock.at)
          const before = clock.at
          const { to } = clock.tick({
            until: bound,
            foldAfter: (at) => {
              const index = times.findIndex((time) => time > at)
              const found = index < 0 ? times.length : index
              return nextFold({ events, index: found, at, until: bound, from: 0, end: null, gapMs: 500 })
            },
          })
          expect(to).toBeGreaterThanOrEqual(before)
          expect(to).toBeLessThanOrEqual(bound)
          highest = Math.max(highest, to)
        }
        expect(clock.at).toBe(highest)
      }),
    )
  })
})

describe('foldBetween', () => {
  it('leaves a little of a pause on both sides, and short ones whole', () => {
    expect(foldBetween(0, 10_000, 1000)).toEqual({ from: 200, to: 9800 })
    expect(foldBetween(0, 1000, 1000)).toBeNull()
  })
})
