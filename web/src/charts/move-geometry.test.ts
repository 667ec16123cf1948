import { describe, expect, it } from 'vitest'
import { moveScale, moveShape } from './move-geometry.ts'

const lane = (from: bigint | null, to: bigint | null, logStart = 0n, logEnd = 1000n) => {
  return { from, to, logStart, logEnd, lastStable: logEnd }
}

describe('a gate that moves', () => {
  it('is looked at closely: the stretch between its places, with some room beside it', () => {
    expect(moveScale([lane(400n, 480n)], 'move')).toEqual({ from: 389n, to: 491n })
    expect(moveScale([lane(400n, 480n)], 'log')).toEqual({ from: 0n, to: 1000n })
    expect(moveScale([lane(0n, 1000n)], 'move')).toEqual({ from: 0n, to: 1000n })
  })

  it('is looked at over the whole log where nothing moves', () => {
    expect(moveScale([lane(5n, 5n), lane(null, 7n)], 'move')).toEqual({ from: 0n, to: 1000n })
    expect(moveScale([{ ...lane(null, null), logStart: null }], 'move')).toBeNull()
  })

  it('colours what is read again or skipped, and not what was deleted before', () => {
    const scale = { from: 0n, to: 1000n }
    expect(moveShape(lane(800n, 200n), scale)).toEqual({
      from: 0.8,
      to: 0.2,
      between: { from: 0.2, to: 0.8, back: true },
    })
    expect(moveShape(lane(100n, 600n, 300n), scale)).toEqual({
      from: 0.1,
      to: 0.6,
      between: { from: 0.3, to: 0.6, back: false },
    })
    expect(moveShape(lane(null, 600n), scale).between).toBeNull()
  })
})
