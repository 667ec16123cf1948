import type { Histogram } from '@sluice/shared/messages-histogram'
import { DEFAULT_QUERY } from '@sluice/shared/messages-link'
import { describe, expect, it } from 'vitest'
import { ScanCoverage } from '../coverage/scan-coverage.ts'
import { sampleMessage } from '../sample-message.fixture.ts'
import { scanRange } from '../scan-frames.fixture.ts'
import { histogramRequest, isZoomed, rangeOfBuckets } from './histogram-request.ts'
import { ScanTrail } from './scan-trail.ts'
import { stripBuckets } from './strip-buckets.ts'

const histogram: Histogram = {
  edges: [0, 10_000, 20_000, 30_000],
  counts: ['9007199254740993', '10', '0'],
  lanes: [
    { topic: 't', partition: 0, offsets: ['0', '9007199254740993', '9007199254740998', '9007199254740998'] },
    { topic: 't', partition: 1, offsets: ['7', '7', '12', '12'] },
  ],
  stepMs: 10_000,
  total: '9007199254741003',
  before: '0',
  after: '0',
  first: 0,
  last: 29_000,
  lastBy: 'max-timestamp',
  basis: 'time-index',
  timestampType: 'CreateTime',
  marks: [],
  missing: [],
  partitions: 2,
  lookups: 1,
  elapsedMs: 1,
}
function coverage(...ranges: [partition: number, start: string, end: string][]): ScanCoverage {
  const made = new ScanCoverage()
  made.open(ranges.map(([partition, start, end]) => scanRange({ topic: 't', partition, start, end })))
  return made
}
const all = () => coverage([0, '0', '9007199254740998'], [1, '7', '12'])

describe('buckets of the strip', () => {
  it('say exactly how much of each the scan reads and has read', () => {
    const read = all()
    read.take([
      { topic: 't', partition: 0, from: '0', to: '9007199254740992' },
      { topic: 't', partition: 1, from: '7', to: '9' },
    ])
    const [first, second, third] = stripBuckets(histogram, {
      covered: read.list,
      trail: new ScanTrail(),
      done: false,
    })
    expect(first).toMatchObject({ count: 2n ** 53n + 1n, inRange: 2n ** 53n + 1n, scanned: 2n ** 53n })
    expect(second).toMatchObject({ count: 10n, inRange: 10n, scanned: 2n })
    expect(third).toMatchObject({ from: 20_000, to: 30_000, count: 0n, scanned: 0n })
  })

  it('leave out what lies outside the range, and are all read where the scan came to its end', () => {
    const covered = coverage([1, '8', '10']).list
    const [first, second] = stripBuckets(histogram, { covered, trail: new ScanTrail(), done: true })
    expect(first).toMatchObject({ inRange: 0n, scanned: 0n })
    expect(second).toMatchObject({ inRange: 2n, scanned: 2n })
  })

  it('claim nothing of what was read before the scan has told', () => {
    const trail = new ScanTrail()
    expect(stripBuckets(histogram, { covered: all().list, trail, done: false })[1]?.scanned).toBeNull()
    expect(
      stripBuckets({ ...histogram, lanes: null }, { covered: all().list, trail, done: true })[1]?.scanned,
    ).toBeNull()
  })
})

describe('the trail of a scan', () => {
  const row = (offset: number, timestamp: number) =>
    sampleMessage({ topic: 't', partition: 1, offset: `${offset}`, timestamp })

  it('counts finds by the time they were written, whichever buckets are asked for', () => {
    const trail = new ScanTrail()
    trail.rows([row(1, 9_999), row(2, 10_000), row(3, 25_000), row(4, -1), row(5, 99_000)], true)
    trail.rows([row(6, 10_500)], true)
    expect(trail.foundIn([0, 10_000, 20_000, 30_000])).toEqual([1, 2, 1])
    expect(trail.foundIn([0, 100_000])).toEqual([5])
    expect(trail.foundIn([])).toEqual([])
    trail.clear()
    expect(trail.foundIn([0, 100_000])).toEqual([0])
  })

  it('takes for read what lies between two rows only where no filter chose them', () => {
    const plain = new ScanTrail()
    plain.rows([row(9, 1), row(4, 1)], false)
    expect(plain.stretch('t', 1)).toEqual({ from: 4n, to: 10n })
    const filtered = new ScanTrail()
    filtered.rows([row(9, 1), row(4, 1)], true)
    expect(filtered.stretch('t', 1)).toBeNull()
  })
})

describe('the times that the strip asks for', () => {
  const query = DEFAULT_QUERY

  it('are all of the log unless the range has times', () => {
    expect(histogramRequest('t', query, 9)).toEqual({ topic: 't', isolation: 'read_committed' })
    expect(histogramRequest('t', { ...query, start: { kind: 'offset', offset: '4' } }, 9)).not.toHaveProperty(
      'from',
    )
    const range = {
      ...query,
      start: { kind: 'ago' as const, agoMs: 5 },
      end: { kind: 'time' as const, ms: 20 },
    }
    expect(histogramRequest('t', { ...range, partitions: [1] }, 9)).toMatchObject({
      from: 4,
      to: 20,
      partitions: [1],
    })
    expect([isZoomed(query), isZoomed(range)]).toEqual([false, true])
  })

  it('become the range of the buckets chosen, open where they reach an open end', () => {
    const edges = [0, 10, 20, 30]
    const at = (ms: number) => ({ kind: 'time', ms })
    expect(rangeOfBuckets(edges, { first: 0, last: 1 }, null)).toEqual({ start: at(0), end: at(20) })
    expect(rangeOfBuckets(edges, { first: 1, last: 2 }, null)).toEqual({ start: at(10), end: null })
    expect(rangeOfBuckets(edges, { first: 1, last: 2 }, { kind: 'time', ms: 30 }).end).toEqual(at(30))
  })
})
