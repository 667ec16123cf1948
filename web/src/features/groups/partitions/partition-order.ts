import type { GroupPartition } from '@sluice/shared/groups'
import { LAG_STATES } from '@sluice/shared/groups-state'

/** What the partitions of a group can be ordered by. */
export const PARTITION_SORTS = [
  'severity',
  'place',
  'lag',
  'time',
  'committed',
  'end',
  'commitRate',
  'produceRate',
  'timeToLoss',
  'moved',
  'member',
] as const
export type PartitionSort = (typeof PARTITION_SORTS)[number]

export interface PartitionOrder {
  sort: PartitionSort
  order: 'asc' | 'desc'
}

/** Worst first, as the list of groups is. */
export const DEFAULT_ORDER: PartitionOrder = { sort: 'severity', order: 'desc' }

export function readPartitionOrder({
  sort,
  order,
}: Readonly<Record<string, string | undefined>>): PartitionOrder {
  const known = PARTITION_SORTS.find((name) => name === sort) ?? DEFAULT_ORDER.sort
  return { sort: known, order: order === 'asc' || order === 'desc' ? order : firstOrder(known) }
}

export const firstOrder = (sort: PartitionSort): 'asc' | 'desc' =>
  ['place', 'timeToLoss', 'moved', 'member'].includes(sort) ? 'asc' : 'desc'

/** The rows in an order. What is not known stands last either way; what is equal stands by its place. */
export function orderedPartitions(
  rows: readonly GroupPartition[],
  { sort, order }: PartitionOrder,
): readonly GroupPartition[] {
  const turn = order === 'asc' ? 1 : -1
  const keys = rows.map((row) => ({ row, key: keyOf(row, sort) }))
  keys.sort((a, b) => {
    if (a.key === null || b.key === null)
      return Number(a.key === null) - Number(b.key === null) || byPlace(a.row, b.row)
    if (a.key !== b.key) return a.key < b.key ? -turn : turn
    return (sort === 'place' ? turn : 1) * byPlace(a.row, b.row)
  })
  return keys.map(({ row }) => row)
}

function keyOf(row: GroupPartition, sort: PartitionSort): bigint | number | string | null {
  switch (sort) {
    case 'severity':
      return -LAG_STATES.indexOf(row.lagState)
    case 'place':
      return row.topic
    case 'lag':
      return whole(row.lag)
    case 'time':
      return row.time.ms
    case 'committed':
      return whole(row.committed)
    case 'end':
      return whole(row.logEnd)
    case 'timeToLoss':
      return row.timeToLossMs
    case 'moved':
      return row.movedAt
    case 'member':
      return row.memberId
    default:
      return row[sort]
  }
}

const whole = (text: string | null): bigint | null => (text === null ? null : BigInt(text))

function byPlace(a: GroupPartition, b: GroupPartition): number {
  if (a.topic !== b.topic) return a.topic < b.topic ? -1 : 1
  return a.partition - b.partition
}
