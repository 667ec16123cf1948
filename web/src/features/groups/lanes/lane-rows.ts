import type { GroupPartition } from '@sluice/shared/groups'
import { LAG_STATES, type LagState } from '@sluice/shared/groups-state'
import type { ChannelScale } from '#charts/channel-geometry.ts'
import { type GatedLane, type GateZoom, gateScale } from '#charts/gate-geometry.ts'

/** A topic that the group reads, above its lanes. */
export interface TopicRow {
  kind: 'topic'
  topic: string
  open: boolean
  partitions: number
  /** The worst state of its partitions. */
  state: LagState
  /** Null where no partition's lag is known. */
  lag: bigint | null
  unknown: number
  scale: ChannelScale | null
}

export interface LaneRow {
  kind: 'lane'
  partition: GroupPartition
  scale: ChannelScale | null
}

const rankOf = (state: LagState): number => LAG_STATES.indexOf(state)

/** The topics of a group, worst first, and under each that is open its lanes, worst first. */
export function laneRows(
  partitions: readonly GroupPartition[],
  closed: ReadonlySet<string>,
  zoom: GateZoom,
): (TopicRow | LaneRow)[] {
  const topics = [...Map.groupBy(partitions, ({ topic }) => topic)].map(([topic, own]) => ({
    row: topicRow(topic, own, !closed.has(topic), zoom),
    own,
  }))
  topics.sort(
    ({ row: a }, { row: b }) =>
      rankOf(a.state) - rankOf(b.state) ||
      compare(b.lag ?? -1n, a.lag ?? -1n) ||
      (a.topic < b.topic ? -1 : 1),
  )
  return topics.flatMap(({ row, own }) => [
    row,
    ...(row.open ? worstFirst(own).map((partition) => lane(partition, row.scale)) : []),
  ])
}

function topicRow(topic: string, own: readonly GroupPartition[], open: boolean, zoom: GateZoom): TopicRow {
  let lag: bigint | null = null
  let unknown = 0
  let state: LagState = 'OK'
  for (const partition of own) {
    if (partition.lag === null) unknown++
    else lag = (lag ?? 0n) + BigInt(partition.lag)
    if (rankOf(partition.lagState) < rankOf(state)) state = partition.lagState
  }
  const scale = gateScale(own.map(gatedLane), zoom)
  return { kind: 'topic', topic, open, partitions: own.length, state, lag, unknown, scale }
}

const lane = (partition: GroupPartition, scale: ChannelScale | null): LaneRow => ({
  kind: 'lane',
  partition,
  scale,
})

/** By state and then by number: by lag, lanes would change places with every cycle. */
function worstFirst(partitions: readonly GroupPartition[]): GroupPartition[] {
  return [...partitions].sort((a, b) => rankOf(a.lagState) - rankOf(b.lagState) || a.partition - b.partition)
}

export function gatedLane(
  partition: Pick<GroupPartition, 'committed' | 'logStart' | 'lastStable' | 'logEnd'>,
): GatedLane {
  return {
    committed: toBigInt(partition.committed),
    logStart: toBigInt(partition.logStart),
    lastStable: toBigInt(partition.lastStable),
    logEnd: toBigInt(partition.logEnd),
  }
}

const toBigInt = (offset: string | null): bigint | null => (offset === null ? null : BigInt(offset))

const compare = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0)
