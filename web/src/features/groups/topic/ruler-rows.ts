import type { TopicGroups } from '@sluice/shared/groups'
import type { LagState } from '@sluice/shared/groups-state'

/** Where one group stands in a partition. */
export interface Standing {
  group: string
  committed: bigint
  lagState: LagState
}

/** A partition with everyone who stands in it. */
export interface RulerRow {
  partition: number
  logStart: bigint | null
  lastStable: bigint | null
  logEnd: bigint | null
  /** By offset, so that gates are painted from the rearmost to the foremost. */
  standings: readonly Standing[]
  /** What the group that is looked at has here; null: it does not read this partition. */
  own: { committed: string | null; lag: string | null; lagState: LagState } | null
}

/** The partitions of a topic with the places of all groups, and of one of them in figures. */
export function rulerRows({ partitions, groups }: TopicGroups, looked: string | null): RulerRow[] {
  const standings = new Map<number, Standing[]>()
  const own = new Map<number, RulerRow['own']>()
  for (const { group, positions } of groups) {
    for (const { partition, committed, lag, lagState } of positions) {
      if (group === looked) own.set(partition, { committed, lag, lagState })
      if (committed === null) continue
      const there = standings.get(partition) ?? []
      there.push({ group, committed: BigInt(committed), lagState })
      standings.set(partition, there)
    }
  }
  return partitions.map(({ partition, logStart, lastStable, logEnd }) => ({
    partition,
    logStart: toBigInt(logStart),
    lastStable: toBigInt(lastStable),
    logEnd: toBigInt(logEnd),
    standings: (standings.get(partition) ?? []).sort((a, b) =>
      a.committed < b.committed ? -1 : a.committed > b.committed ? 1 : 0,
    ),
    own: own.get(partition) ?? null,
  }))
}

const toBigInt = (offset: string | null): bigint | null => (offset === null ? null : BigInt(offset))
