import type { TimeLag } from '@sluice/shared/groups-state'
import { TimeLag as TimeLagSchema } from '@sluice/shared/groups-state'
import { describe, expect, it } from 'vitest'
import type { NextRecord } from './next-record.ts'
import { NO_TIME_LAG, oldestOf, type TimeLagFacts, timeLagOf } from './time-lag.ts'

const NOW = 1_790_000_000_000
const record = (timestamp: number | null): NextRecord => {
  return { kind: 'record', offset: 7n, timestamp, appendTime: false, gap: false }
}
const facts = (some: Partial<TimeLagFacts>): TimeLagFacts => {
  return { now: NOW, lag: 5n, phantom: false, next: null, probe: null, interpolated: null, ...some }
}
const all: Partial<TimeLagFacts> = {
  next: record(NOW - 90_000),
  probe: { ms: 60_000, at: NOW - 500, confirmed: true },
  interpolated: { ms: 85_000, atLeast: false, confidence: 'medium' },
}

describe('timeLagOf', () => {
  it.each<[string, Partial<TimeLagFacts>, Partial<TimeLag>]>([
    ['zero at the end', { ...all, lag: 0n }, { ms: 0, method: 'zero', confidence: 'high' }],
    ['zero of a phantom', { ...all, phantom: true }, { ms: 0, method: 'zero' }],
    ['exact before all others', all, { ms: 90_000, atLeast: false, method: 'exact', confidence: 'high' }],
    [
      'the probe as a bound',
      { ...all, next: null },
      { ms: 60_500, atLeast: true, method: 'probe', confidence: 'high' },
    ],
    [
      'a probe that nothing confirms, less surely',
      { probe: { ms: 60_000, at: NOW, confirmed: false } },
      { ms: 60_000, atLeast: true, confidence: 'medium' },
    ],
    [
      'what lies between samples',
      { interpolated: all.interpolated ?? null },
      { ms: 85_000, atLeast: false, method: 'interpolated', confidence: 'medium' },
    ],
    [
      'the bound of what was seen',
      { interpolated: { ms: 600_000, atLeast: true, confidence: 'low' } },
      { ms: 600_000, atLeast: true, method: 'interpolated', confidence: 'low' },
    ],
    ['nothing where nothing is known', {}, { ms: null, method: 'none', confidence: null }],
    ['nothing where the lag is not known', { ...all, lag: null }, { ms: null, method: 'none' }],
    ['the next rung for a record without a time', { ...all, next: record(null) }, { method: 'probe' }],
    [
      'the next rung for a record that cannot be read',
      { ...all, next: { kind: 'unreadable', offset: 7n, reason: 'x' } },
      { method: 'probe' },
    ],
  ])('says %s', (_, some, expected) => {
    const time = timeLagOf(facts(some))
    expect(time).toMatchObject(expected)
    expect(TimeLagSchema.parse(time)).toEqual(time)
  })

  it('takes the age of a record from the future for none, and says that a clock is wrong', () => {
    const future = timeLagOf(facts({ next: record(NOW + 3_600_000) }))
    expect(future).toEqual({
      ms: 0,
      atLeast: false,
      method: 'exact',
      confidence: 'low',
      clockSkew: true,
      asOf: NOW,
    })
    expect(timeLagOf(facts({ next: record(NOW + 300) }))).toMatchObject({
      ms: 0,
      clockSkew: false,
      confidence: 'high',
    })
    const nanoseconds = timeLagOf(facts({ next: record(NOW * 1e6) }))
    expect(TimeLagSchema.parse(nanoseconds)).toMatchObject({ ms: 0, clockSkew: true })
  })

  it('is in whole milliseconds', () => {
    expect(timeLagOf(facts({ now: NOW + 0.4, next: record(NOW - 10) })).ms).toBe(10)
  })
})

describe('oldestOf', () => {
  const zero = timeLagOf(facts({ lag: 0n }))
  const old = timeLagOf(facts({ next: record(NOW - 90_000) }))
  const young = timeLagOf(facts({ next: record(NOW - 10) }))

  it('is the oldest that is known', () => {
    expect(oldestOf([young, old, zero])).toEqual(old)
    expect(oldestOf([zero, zero])).toEqual(zero)
    expect(oldestOf([])).toEqual(NO_TIME_LAG)
  })

  it('is at least that where another is not known, and not known where the known ones are none', () => {
    expect(oldestOf([young, NO_TIME_LAG])).toEqual({ ...young, atLeast: true })
    expect(oldestOf([zero, NO_TIME_LAG])).toEqual(NO_TIME_LAG)
  })

  it('tells a wrong clock, whichever partition it wrote to', () => {
    expect(oldestOf([old, { ...young, clockSkew: true }])).toEqual({ ...old, clockSkew: true })
  })

  it('prefers a record read now over a partition with nothing unread', () => {
    const now = timeLagOf(facts({ next: record(NOW) }))
    expect(oldestOf([zero, now])).toEqual(now)
  })
})
