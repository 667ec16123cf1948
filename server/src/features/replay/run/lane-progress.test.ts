import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { freshLane, LaneProgress, type Stretch } from './lane-progress.ts'

const LANE = { topic: 'orders', partition: 0, from: '100', to: '1000000' }

describe('how far a lane is', () => {
  it('never runs ahead of what is settled without a gap, whatever is settled first, and counts that alone', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ records: fc.integer({ min: 0, max: 5 }), absent: fc.nat(3) }), {
          maxLength: 60,
        }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })),
        (parts, chance) => {
          const lane = new LaneProgress(freshLane(LANE))
          let until = 100n
          const open: { stretch: Stretch; at: number }[] = []
          const settled = parts.map(() => false)
          for (const [at, { records, absent }] of parts.entries()) {
            until += BigInt(records + absent) || 1n
            const stretch = lane.take(until)
            stretch.counts.written = records
            stretch.counts.absent = absent
            open.push({ stretch, at })
            while (open.length > 0 && next(chance) < 0.5) {
              const [one] = open.splice(Math.floor(next(chance) * open.length), 1)
              if (one === undefined) break
              lane.settle(one.stretch)
              settled[one.at] = true
              const { reached, written } = prefixOf(parts, settled)
              expect(lane.next).toBe(reached)
              expect(lane.toLane().written).toBe(String(written))
              expect(lane.clean).toBe(settled.slice(0, at + 1).every(Boolean))
            }
          }
        },
      ),
      { numRuns: 300 },
    )
  })

  it('is the same when it is taken up again from what was told of it', () => {
    const lane = new LaneProgress(freshLane(LANE))
    const stretch = lane.take(140n)
    stretch.counts.written = 30
    stretch.eventTime = 77n
    lane.gap(140n, 150n)
    lane.settle(stretch)
    const told = lane.toLane()
    expect(told).toMatchObject({
      next: '140',
      written: '30',
      eventTime: 77,
      gaps: [{ from: '140', to: '150' }],
    })
    expect(new LaneProgress(told).toLane()).toEqual(told)
  })
})

function next(stream: Iterator<number>): number {
  return stream.next().value ?? 0
}

function prefixOf(parts: readonly { records: number; absent: number }[], settled: readonly boolean[]) {
  let [reached, written] = [100n, 0]
  for (const [at, { records, absent }] of parts.entries()) {
    if (!settled[at]) break
    reached += BigInt(records + absent) || 1n
    written += records
  }
  return { reached, written }
}
