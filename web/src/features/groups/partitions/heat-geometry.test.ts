import type { GroupMember } from '@sluice/shared/groups'
import { describe, expect, it } from 'vitest'
import { somePartition } from '../group-partition.fixture.ts'
import { CELL_PX, cellAt, heatLayout, heatOf, heatRows, LABEL_PX, moveCell } from './heat-geometry.ts'

const member = (memberId: string, clientId = memberId): GroupMember => ({
  memberId,
  clientId,
  instanceId: null,
  host: '/10.0.0.1',
  rack: null,
  epoch: null,
  assigned: [],
  target: null,
  lag: null,
})
const partitions = ['b', 'a', 'b', null, 'gone', 'b'].map((memberId, partition) =>
  somePartition({ partition, memberId }),
)
const rows = heatRows(partitions, [member('b'), member('a'), member('c')])
/** Two cells fit a line. */
const layout = heatLayout(rows, LABEL_PX + 2 * (CELL_PX + 2))

describe('the heat map of partitions by member', () => {
  it('has a row for each member, also for one with nothing, and one for what nobody has', () => {
    expect(rows.map((row) => [row.member?.memberId ?? null, row.cells])).toEqual([
      ['a', [1]],
      ['b', [0, 2, 5]],
      ['c', []],
      [null, [3, 4]],
    ])
  })

  it('breaks a row into lines', () => {
    expect(layout.perLine).toBe(2)
    const ofB = layout.cells.slice(1, 4)
    expect(ofB.map(({ at }) => at)).toEqual([0, 2, 5])
    expect(ofB[2]?.x).toBe(LABEL_PX)
    expect(ofB[2]?.y).toBe((ofB[0]?.y ?? 0) + CELL_PX + 2)
    expect(new Set(layout.labels.map(({ y }) => y)).size).toBe(4)
  })

  it('finds each cell under its own place and nothing elsewhere', () => {
    for (const [index, { x, y }] of layout.cells.entries()) {
      expect(cellAt(layout, x + CELL_PX - 1, y + CELL_PX - 1)).toBe(index)
    }
    expect(cellAt(layout, 3, 3)).toBeNull()
  })

  it('is walked by arrows, up and down to the nearest', () => {
    expect(moveCell(layout, 0, 'ArrowDown')).toBe(1)
    expect(moveCell(layout, 2, 'ArrowDown')).toBe(3)
    expect(moveCell(layout, 3, 'ArrowDown')).toBe(4)
    expect(moveCell(layout, 4, 'ArrowUp')).toBe(3)
    expect(moveCell(layout, 5, 'ArrowRight')).toBe(5)
    expect(moveCell(layout, 5, 'Home')).toBe(0)
    expect(moveCell(layout, 0, 'x')).toBeNull()
  })

  it('warms with the order of magnitude, and keeps nothing and unknown apart', () => {
    expect(heatOf('0', 1000n)).toBe(0)
    expect(heatOf(null, 1000n)).toBeNull()
    expect(heatOf('1', 1_000_000n)).toBeGreaterThan(0.12)
    expect(heatOf('1000000', 1_000_000n)).toBe(1)
  })
})
