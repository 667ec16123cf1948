import type { GroupSummary } from '@sluice/shared/groups'
import { isStandalone } from './evaluate-group.ts'
import { type GroupRecord, trendOf } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { groupCause } from './row-cause.ts'
import { known } from './row-view.ts'

const TOPICS_SHOWN = 20

/** A group at a glance, as the API tells it. */
export function toSummary(
  memory: LagMemory,
  record: GroupRecord,
  { now, windowMs }: { now: number; windowMs: number },
): GroupSummary {
  const { sums } = record
  return {
    group: record.group,
    type: record.kind,
    protocolType: record.protocolType,
    state: record.state,
    coordinator: record.coordinator < 0 ? null : record.coordinator,
    members: record.members,
    standalone: isStandalone(record, now, windowMs),
    topics: record.topicNames.slice(0, TOPICS_SHOWN),
    topicCount: record.topicNames.length,
    partitions: record.rows.length,
    unknownPartitions: sums.unknownPartitions,
    lag: text(sums.lag),
    lagToEnd: text(sums.lagToEnd),
    lost: text(sums.lost),
    worst: worstOf(memory, sums.worstRow),
    time: sums.time,
    commitRate: sums.commitRate,
    produceRate: sums.produceRate,
    eta: sums.eta,
    timeToLossMs: sums.timeToLossMs,
    lagState: record.lagState,
    cause: groupCause(memory, record),
    trend: trendOf(record),
    asOf: record.asOf,
  }
}

function worstOf({ rows, book }: LagMemory, row: number): GroupSummary['worst'] {
  const part = rows.part[row] ?? -1
  // In the middle of a cycle nothing is known of a row whose topic was just found to be made anew.
  const lag = known(rows.lag[row])
  if (row < 0 || part < 0 || lag === null) return null
  return { ...book.name(part), lag: lag.toString() }
}

export function text(figure: bigint | null): string | null {
  return figure === null ? null : figure.toString()
}
