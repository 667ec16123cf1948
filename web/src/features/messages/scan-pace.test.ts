import { describe, expect, it } from 'vitest'
import { progressFrame } from './scan-frames.fixture.ts'
import { ScanPace } from './scan-pace.ts'

const at = (done: number, total: number) =>
  progressFrame({ offsetsDone: String(done), offsetsTotal: String(total) })

describe('ScanPace', () => {
  it('counts on over requests that read on, whose own range is what was left', () => {
    const pace = new ScanPace()
    pace.take(at(400, 1000))
    expect(pace.take(at(150, 600))).toMatchObject({ done: 550n, total: 1000n })
  })

  it('never claims more than there is, nor a share of nothing', () => {
    const pace = new ScanPace()
    expect(pace.take(at(7, 5))).toMatchObject({ done: 5n, total: 5n })
    expect(new ScanPace().take(at(0, 0))).toMatchObject({ done: 0n, total: 0n })
  })
})
