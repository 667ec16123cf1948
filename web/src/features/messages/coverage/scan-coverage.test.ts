import { describe, expect, it } from 'vitest'
import { scanRange } from '../scan-frames.fixture.ts'
import { coveredPercent, ScanCoverage } from './scan-coverage.ts'

const lane = (from: string, to: string, partition = 0) => ({ topic: 'orders', partition, from, to })

describe('what a scan has looked at', () => {
  it('grows over every request that reads on, forward and backward, beyond 2^53', () => {
    const coverage = new ScanCoverage()
    coverage.open([scanRange({ start: '9007199254740993', end: '9007199254741093' })])
    coverage.take([lane('9007199254740993', '9007199254741003')])
    coverage.open([scanRange({ start: '9007199254741003', end: '9007199254741093' })])
    coverage.take([lane('9007199254741003', '9007199254741043')])
    const [covered] = coverage.list
    expect(covered?.seen).toEqual({ from: 9007199254740993n, to: 9007199254741043n })
    expect(covered && coveredPercent(covered)).toBe(50)
    coverage.take([lane('9007199254741040', '9007199254741093')])
    expect(coverage.list.map(coveredPercent)).toEqual([100])
  })

  it('takes up partitions that answer late, and never calls one done that is not', () => {
    const coverage = new ScanCoverage()
    coverage.open([scanRange({ end: '1000' })])
    coverage.open([scanRange({ end: '5' }), scanRange({ partition: 1, start: '7', end: '7' })])
    coverage.take([lane('1', '1000')])
    expect(coverage.list.map(({ end }) => end)).toEqual([1000n, 7n])
    expect(coverage.list.map(coveredPercent)).toEqual([99, 100])
  })
})
