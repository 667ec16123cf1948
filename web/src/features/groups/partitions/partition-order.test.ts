import { describe, expect, it } from 'vitest'
import { somePartition } from '../group-partition.fixture.ts'
import { orderedPartitions, type PartitionOrder, readPartitionOrder } from './partition-order.ts'

const rows = [
  somePartition({ partition: 0, lag: '9007199254740993', lagState: 'LAGGING' }),
  somePartition({ partition: 1, lag: null, lagState: 'UNKNOWN' }),
  somePartition({ partition: 2, lag: '9007199254740992' }),
  somePartition({ topic: 'a', partition: 3, lag: '0', lagState: 'STALLED' }),
]
const places = (order: PartitionOrder) => orderedPartitions(rows, order).map(({ partition }) => partition)

describe('the partitions of a group', () => {
  it('stand worst first, then by place', () => {
    expect(places({ sort: 'severity', order: 'desc' })).toEqual([3, 0, 1, 2])
    expect(places({ sort: 'severity', order: 'asc' })).toEqual([2, 1, 0, 3])
  })

  it('compare 64-bit figures exactly, with what is not known last either way', () => {
    expect(places({ sort: 'lag', order: 'desc' })).toEqual([0, 2, 3, 1])
    expect(places({ sort: 'lag', order: 'asc' })).toEqual([3, 2, 0, 1])
  })

  it('stand by topic and number', () => {
    expect(places({ sort: 'place', order: 'asc' })).toEqual([3, 0, 1, 2])
    expect(places({ sort: 'place', order: 'desc' })).toEqual([2, 1, 0, 3])
  })

  it('have an order in the link, or the one by default', () => {
    expect(readPartitionOrder({})).toEqual({ sort: 'severity', order: 'desc' })
    expect(readPartitionOrder({ sort: 'timeToLoss' })).toEqual({ sort: 'timeToLoss', order: 'asc' })
    expect(readPartitionOrder({ sort: 'x', order: 'asc' })).toEqual({ sort: 'severity', order: 'asc' })
  })
})
