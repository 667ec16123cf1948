import { describe, expect, it } from 'vitest'
import { TopicRates } from './topic-rates.ts'

const ends = (...offsets: (bigint | null)[]) => new Map([['t', new Map(offsets.map((end, at) => [at, end]))]])

describe('how much is written to a topic', () => {
  it('is what its ends moved by, over the time between', () => {
    const rates = new TopicRates()
    rates.add(0, ends(100n, 5n))
    expect(rates.rate('t').messages).toBeNull()
    rates.add(10_000, ends(150n, 5n))
    rates.add(20_000, ends(150n, 5n))
    expect(rates.rate('t')).toEqual({ messages: 2.5, bytes: null, trend: [5, 0] })
  })

  it('is not known while an end is not, or a topic was made anew, and is no 0', () => {
    const rates = new TopicRates()
    rates.add(0, ends(100n))
    rates.add(10_000, ends(null))
    expect(rates.rate('t')).toMatchObject({ messages: null, trend: [null] })
    rates.add(20_000, ends(90n))
    rates.add(30_000, ends(3n))
    expect(rates.rate('t')).toMatchObject({ messages: null, trend: [null, null, null] })
    rates.add(40_000, ends(13n))
    expect(rates.rate('t').messages).toBe(1)
  })

  it('is of the last minute, and not of a backlog that was written before it', () => {
    const rates = new TopicRates()
    rates.add(0, ends(0n))
    rates.add(15_000, ends(50_000n))
    for (let n = 1; n <= 4; n += 1) rates.add(15_000 + n * 15_000, ends(50_000n + BigInt(n) * 150n))
    expect(rates.rate('t').messages).toBe(10)
  })

  it('is of five minutes where few messages come, so that it does not flicker', () => {
    const rates = new TopicRates()
    for (let n = 0; n <= 20; n += 1) rates.add(n * 15_000, ends(BigInt(Math.floor(n / 4))))
    expect(rates.rate('t').messages).toBeCloseTo(5 / 300)
  })

  it('counts a partition that was added from its beginning', () => {
    const rates = new TopicRates()
    rates.add(0, ends(100n))
    rates.add(10_000, ends(100n, 20n))
    expect(rates.rate('t').messages).toBe(2)
  })

  it('does not know how much was written while the clock was set back', () => {
    const rates = new TopicRates()
    rates.add(60_000, ends(100n))
    rates.add(30_000, ends(400n))
    expect(rates.rate('t')).toMatchObject({ messages: null, trend: [null] })
    rates.add(40_000, ends(420n))
    expect(rates.rate('t').messages).toBe(2)
  })
})
