import type { Frame } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import { ScanPace } from './scan-pace.ts'

function progress(elapsedMs: number, done: number, total: number, matched = 0): Frame<'progress'> {
  const offsets = { offsetsDone: String(done), offsetsTotal: String(total) }
  return { t: 'progress', records: done, matched, bytes: done * 700, elapsedMs, ...offsets }
}

describe('ScanPace', () => {
  it('tells no speed before it has seen one', () => {
    const pace = new ScanPace()
    expect(pace.take(progress(0, 0, 1000), 100)).toEqual({
      done: 0n,
      total: 1000n,
      recordsPerSecond: null,
      leftMs: null,
    })
    expect(pace.take(progress(250, 100, 1000), 100).recordsPerSecond).toBeNull()
  })

  it('takes the speed of the last seconds for what is left', () => {
    const pace = new ScanPace()
    pace.take(progress(0, 0, 100_000), 100)
    pace.take(progress(10_000, 1000, 100_000), 100)
    const { recordsPerSecond, leftMs } = pace.take(progress(12_000, 21_000, 100_000), 100)
    expect(recordsPerSecond).toBe(10_000)
    expect(leftMs).toBe(7900)
  })

  it('expects the end where enough will be found before the range is read', () => {
    const pace = new ScanPace()
    pace.take(progress(0, 0, 1_000_000), 100)
    expect(pace.take(progress(1000, 1000, 1_000_000, 50), 100).leftMs).toBe(1000)
  })

  it('counts on over requests that read on, whose own range is what was left', () => {
    const pace = new ScanPace()
    pace.take(progress(1000, 400, 1000), 100)
    pace.readOn()
    expect(pace.take(progress(100, 150, 600), 100)).toMatchObject({ done: 550n, total: 1000n })
  })

  it('never claims more than there is, nor a share of nothing', () => {
    const pace = new ScanPace()
    expect(pace.take(progress(1, 7, 5), 1)).toMatchObject({ done: 5n, total: 5n })
    expect(new ScanPace().take(progress(1, 0, 0), 1)).toMatchObject({ done: 0n, total: 0n })
  })
})
