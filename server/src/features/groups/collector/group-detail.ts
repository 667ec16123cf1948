import type { GroupDetail, GroupMember, GroupPartition } from '@sluice/shared/groups'
import type { TimeLag } from '@sluice/shared/groups-state'
import { hotPartitions } from '../figures/hot-partition.ts'
import { imbalance } from '../figures/imbalance.ts'
import { NO_TIME_LAG } from '../figures/time-lag.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { causeOf, faultOf } from './row-cause.ts'
import { etaOf } from './row-forecast.ts'
import { unpackTime } from './row-time.ts'
import { known, rowOffsets, stateAt } from './row-view.ts'
import { text } from './to-summary.ts'

/** Everything of a group but its summary and the health of the collector. */
export function detailOf(memory: LagMemory, record: GroupRecord): Omit<GroupDetail, 'summary' | 'collector'> {
  const { description } = record
  const lags = Array.from(record.rows, (row) => known(memory.rows.lag[row]))
  const hot = hotPartitions(lags)
  const holders = holdersOf(record)
  const members = description === null ? null : membersOf(memory, record)
  return {
    assignor: description?.assignor ?? null,
    groupEpoch: description?.groupEpoch ?? null,
    targetEpoch: description?.targetEpoch ?? null,
    members: members?.map(({ member }) => member) ?? (record.members === 0 ? [] : null),
    membersFault: record.describeFault,
    imbalance: members === null ? null : imbalance(members.map(({ lag }) => lag)),
    rows: Array.from(record.rows, (row, index) =>
      toPartition(memory, record, row, { hot: hot[index] ?? false, holders }),
    ),
  }
}

/** Who has each partition, by its number in the book. */
type Holders = ReadonlyMap<string, string>

function holdersOf({ description }: GroupRecord): Holders {
  const holders = new Map<string, string>()
  for (const { memberId, assigned } of description?.members ?? [])
    for (const { topic, partitions } of assigned)
      for (const partition of partitions) holders.set(`${topic}/${partition}`, memberId)
  return holders
}

function toPartition(
  memory: LagMemory,
  record: GroupRecord,
  row: number,
  { hot, holders }: { hot: boolean; holders: Holders },
): GroupPartition {
  const { rows, book } = memory
  const name = book.name(rows.part[row] ?? -1)
  const offsets = rowOffsets(memory, row, record.kind === 'share')
  return {
    ...name,
    committed: text(offsets.committed),
    movedAt: whole(rows.movedAt[row]),
    logStart: text(offsets.logStart),
    lastStable: text(offsets.lastStable),
    logEnd: text(offsets.logEnd),
    lag: text(offsets.lag),
    lagToEnd: text(offsets.lagToEnd),
    lost: text(offsets.lost),
    time: timeOf(memory, row, record.asOf),
    commitRate: number(rows.commitRate[row]),
    produceRate: number(rows.produceRate[row]),
    eta: etaOf(memory, row),
    timeToLossMs: whole(rows.timeToLoss[row]),
    hot,
    memberId: holders.get(`${name.topic}/${name.partition}`) ?? null,
    lagState: stateAt(rows.state[row]),
    cause: causeOf(memory, record, row),
    fault: faultOf(memory, record, row),
  }
}

/** The age of the next unread record; of a row without a place to count from it is not known. */
export function timeOf({ rows }: LagMemory, row: number, asOf: number | null): TimeLag {
  if (rows.lag[row] === 0n) return { ...NO_TIME_LAG, ms: 0, method: 'zero', confidence: 'high', asOf }
  return unpackTime(rows.timeMs[row] ?? Number.NaN, rows.timeCode[row] ?? 0, asOf)
}

function whole(value: number | undefined): number | null {
  const known = number(value)
  return known === null ? null : Math.round(known)
}

function number(value: number | undefined): number | null {
  return value === undefined || Number.isNaN(value) ? null : value
}

function membersOf(memory: LagMemory, record: GroupRecord): { member: GroupMember; lag: bigint | null }[] {
  const { rows, book } = memory
  const lagOf = new Map<string, bigint | null>()
  for (const row of record.rows) {
    const { topic, partition } = book.name(rows.part[row] ?? -1)
    lagOf.set(`${topic}/${partition}`, known(rows.lag[row]))
  }
  return (record.description?.members ?? []).map((member) => {
    let lag: bigint | null = null
    for (const { topic, partitions } of member.assigned)
      for (const partition of partitions) {
        const one = lagOf.get(`${topic}/${partition}`) ?? null
        if (one !== null) lag = (lag ?? 0n) + one
      }
    return { member: { ...member, lag: text(lag) }, lag }
  })
}
