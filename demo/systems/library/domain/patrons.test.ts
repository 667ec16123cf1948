import { describe, expect, it } from 'vitest'
import { DAY, HOUR } from './day-rhythm.ts'
import { gatherPatrons, RENTALS_PER_DAY, step, type Visit } from './patrons.ts'

function visitsOf(seed: number, days: number): Visit[] {
  return step(gatherPatrons(seed, 0), days * DAY).visits
}

describe('step', () => {
  it('is the same for the same seed and another for another', () => {
    expect(visitsOf(7, 1)).toEqual(visitsOf(7, 1))
    expect(visitsOf(7, 1)).not.toEqual(visitsOf(8, 1))
  })

  it('does not depend on how finely time is cut', () => {
    let patrons = gatherPatrons(7, 0)
    const visits: Visit[] = []
    for (let until = 0; until <= DAY; until += 17 * 60_000) {
      const next = step(patrons, Math.min(until, DAY))
      patrons = next.patrons
      visits.push(...next.visits)
    }
    visits.push(...step(patrons, DAY).visits)
    expect(visits).toEqual(visitsOf(7, 1))
  })

  it('leaves the patrons it was given as they were', () => {
    const { patrons } = step(gatherPatrons(7, 0), DAY)
    const copy = structuredClone(patrons)
    step(patrons, 2 * DAY)
    expect(patrons).toEqual(copy)
  })

  it('tells visits in order of time, and none after the end', () => {
    const times = visitsOf(7, 2).map(({ at }) => at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
    expect(times.at(-1)).toBeLessThanOrEqual(2 * DAY)
  })

  it('keeps nights quiet, lunch and evening busy, and the day at its number of rentals', () => {
    const days = 3
    const rents = visitsOf(11, days).filter(({ kind }) => kind === 'rent')
    const perHour = (from: number, until: number): number =>
      rents.filter(({ at }) => at % DAY >= from * HOUR && at % DAY < until * HOUR).length / (until - from)
    expect(perHour(12, 14)).toBeGreaterThan(8 * perHour(1, 5))
    expect(perHour(18, 21)).toBeGreaterThan(8 * perHour(1, 5))
    expect(rents.length / days).toBeGreaterThan(RENTALS_PER_DAY * 0.9)
    expect(rents.length / days).toBeLessThan(RENTALS_PER_DAY * 1.1)
  })

  it('brings every book back within thirty hours, and some late', () => {
    const visits = visitsOf(3, 4)
    const rentedAt = new Map<number, number>()
    let late = 0
    for (const visit of visits) {
      if (visit.kind === 'rent') rentedAt.set(visit.number, visit.at)
      if (visit.kind !== 'return') continue
      const kept = visit.at - (rentedAt.get(visit.number) ?? Number.NaN)
      expect(kept).toBeLessThanOrEqual(30 * HOUR)
      expect(visit.overdueHours > 0).toBe(kept > 14 * HOUR)
      if (visit.overdueHours > 0) late += 1
    }
    expect(late).toBeGreaterThan(20)
    for (const [number, at] of rentedAt)
      if (at < 2 * DAY)
        expect(visits.some((visit) => visit.kind === 'return' && visit.number === number)).toBe(true)
  })

  it('has a bounded number of loans under way after many days', () => {
    let patrons = gatherPatrons(5, 0)
    for (let day = 1; day <= 8; day += 1) {
      patrons = step(patrons, day * DAY).patrons
      expect(patrons.loans.size).toBeLessThan(600)
      expect(patrons.suspended.size).toBeLessThan(60)
    }
  })
})
