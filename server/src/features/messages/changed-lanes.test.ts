import { PROGRESS_LANES_MAX } from '@sluice/shared/messages'
import { describe, expect, it } from 'vitest'
import { ChangedLanes } from './changed-lanes.ts'

const lanesAt = (to: bigint, count: number) =>
  Array.from({ length: count }, (_, partition) => ({ topic: 'orders', partition, from: 0n, to, size: 100n }))

describe('lanes that changed', () => {
  it('are told of once', () => {
    const changed = new ChangedLanes()
    expect(changed.take(lanesAt(0n, 3))).toEqual([])
    expect(changed.take(lanesAt(1n, 2))).toEqual([
      { topic: 'orders', partition: 0, from: '0', to: '1' },
      { topic: 'orders', partition: 1, from: '0', to: '1' },
    ])
    expect(changed.take(lanesAt(1n, 2))).toEqual([])
  })

  it('take turns: however often the first ones change, the last ones are told of', () => {
    const changed = new ChangedLanes()
    const count = 2 * PROGRESS_LANES_MAX + 10
    const told = new Set<number>()
    for (let to = 1n; to <= 3n; to += 1n) {
      const lanes = changed.take(lanesAt(to, count))
      expect(lanes).toHaveLength(PROGRESS_LANES_MAX)
      for (const { partition } of lanes) told.add(partition)
    }
    expect(told.size).toBe(count)
  })
})
