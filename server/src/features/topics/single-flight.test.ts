import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSingleFlight } from './single-flight.ts'

const pace = { freshMs: 1000, staleMs: 30_000, patienceMs: 500 }

/** Counts readings and answers each after `delay.ms`. */
function counter(delay: { ms: number; fail?: boolean }) {
  const count = { readings: 0 }
  const read = createSingleFlight(async () => {
    const reading = ++count.readings
    await new Promise((resolve) => setTimeout(resolve, delay.ms))
    if (delay.fail) throw new Error(`reading ${reading} failed`)
    return reading
  }, pace)
  return { count, read }
}

describe('a shared reading', () => {
  beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
  afterEach(() => void vi.useRealTimers())

  it('is made once for all who ask meanwhile, and again only when it is no longer fresh', async () => {
    const { count, read } = counter({ ms: 50 })
    const asked = Promise.all([read(), read(), read()])
    await vi.advanceTimersByTimeAsync(50)
    expect(await asked).toEqual([1, 1, 1].map((value) => ({ value, asOf: 1_000_000 })))
    await vi.advanceTimersByTimeAsync(940)
    expect((await read()).value).toBe(1)
    await vi.advanceTimersByTimeAsync(70)
    const later = read()
    await vi.advanceTimersByTimeAsync(50)
    expect((await later).value).toBe(2)
    expect(count.readings).toBe(2)
  })

  it('gives the last answer with its age when the next one is slow, and then the next one', async () => {
    const delay = { ms: 1 }
    const { read } = counter(delay)
    const first = read()
    await vi.advanceTimersByTimeAsync(1)
    await first
    await vi.advanceTimersByTimeAsync(5000)
    delay.ms = 3000
    const impatient = read()
    await vi.advanceTimersByTimeAsync(500)
    expect(await impatient).toEqual({ value: 1, asOf: 1_000_000 })
    await vi.advanceTimersByTimeAsync(2600)
    expect((await read()).value).toBe(2)
  })

  it('is not made without a pause when it takes long', async () => {
    const { count, read } = counter({ ms: 4000 })
    const first = read()
    await vi.advanceTimersByTimeAsync(4000)
    await first
    await vi.advanceTimersByTimeAsync(3900)
    expect((await read()).value).toBe(1)
    expect(count.readings).toBe(1)
  })

  it('does not give an answer that is older than stale', async () => {
    const delay = { ms: 1 }
    const { read } = counter(delay)
    const first = read()
    await vi.advanceTimersByTimeAsync(1)
    await first
    await vi.advanceTimersByTimeAsync(32_000)
    delay.ms = 3000
    const patient = read()
    await vi.advanceTimersByTimeAsync(3000)
    expect((await patient).value).toBe(2)
  })

  it('hands a failure to those who waited and tries again for the next', async () => {
    const delay = { ms: 10, fail: true }
    const { read } = counter(delay)
    const failed = expect(Promise.all([read(), read()])).rejects.toThrow('reading 1 failed')
    await vi.advanceTimersByTimeAsync(10)
    await failed
    delay.fail = false
    const second = read()
    await vi.advanceTimersByTimeAsync(10)
    expect((await second).value).toBe(2)
  })
})
