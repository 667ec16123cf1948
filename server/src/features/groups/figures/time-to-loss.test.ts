import { describe, expect, it } from 'vitest'
import { NO_TIME_LAG } from './time-lag.ts'
import { type LossFacts, timeToLossMs } from './time-to-loss.ts'

const DAY = 86_400_000
const facts = (some: Partial<LossFacts>): LossFacts => ({
  cleanupPolicy: 'delete',
  retentionMs: BigInt(7 * DAY),
  retentionBytes: -1n,
  time: { ...NO_TIME_LAG, ms: 6 * DAY, method: 'exact' },
  lagToEnd: 1_000n,
  avgBytes: 100,
  produceRate: 10,
  ...some,
})

describe('timeToLossMs', () => {
  it('is what retention leaves the next unread record', () => {
    expect(timeToLossMs(facts({}))).toBe(DAY)
  })

  it('is none left where its segment may go at any moment', () => {
    expect(timeToLossMs(facts({ retentionMs: 1000n }))).toBe(0)
    expect(timeToLossMs(facts({ retentionBytes: 50_000n }))).toBe(0)
  })

  it('is the shorter of what time and size leave', () => {
    // 1 000 unread of 100 bytes leave 900 000 bytes to fill, at 1 000 a second.
    expect(timeToLossMs(facts({ retentionBytes: 1_000_000n }))).toBe(900_000)
    expect(timeToLossMs(facts({ retentionBytes: 1_000_000_000_000n }))).toBe(DAY)
  })

  it('is never where the topic keeps for ever or only compacts, and where nothing is unread', () => {
    expect(timeToLossMs(facts({ retentionMs: -1n }))).toBeNull()
    // How many write "for ever"; as a time it would not even be a whole number any more.
    expect(timeToLossMs(facts({ retentionMs: 2n ** 63n - 1n }))).toBeNull()
    expect(timeToLossMs(facts({ retentionMs: null, retentionBytes: 2n ** 63n - 1n }))).toBeNull()
    expect(timeToLossMs(facts({ cleanupPolicy: 'compact' }))).toBeNull()
    expect(timeToLossMs(facts({ lagToEnd: 0n }))).toBeNull()
    expect(timeToLossMs(facts({ cleanupPolicy: 'compact,delete' }))).toBe(DAY)
  })

  it('is not known from an age that is only a lower bound: that would promise too much time', () => {
    const time = { ...NO_TIME_LAG, ms: DAY, atLeast: true, method: 'probe' as const }
    expect(timeToLossMs(facts({ time }))).toBeNull()
    expect(timeToLossMs(facts({ time, retentionBytes: 1_000_000n }))).toBe(900_000)
  })

  it('leaves out what is not known', () => {
    expect(timeToLossMs(facts({ time: NO_TIME_LAG }))).toBeNull()
    expect(timeToLossMs(facts({ retentionMs: null }))).toBeNull()
    expect(timeToLossMs(facts({ cleanupPolicy: null }))).toBeNull()
    expect(timeToLossMs(facts({ lagToEnd: null }))).toBeNull()
    expect(timeToLossMs(facts({ retentionBytes: 1_000_000n, avgBytes: null }))).toBe(DAY)
    expect(timeToLossMs(facts({ retentionBytes: 1_000_000n, produceRate: 0 }))).toBe(DAY)
  })
})
