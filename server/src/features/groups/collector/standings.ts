import type { GroupStanding, PartitionStanding, TopicStanding } from '../lag-board.ts'
import { timeOf } from './group-detail.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { groupCause } from './row-cause.ts'
import { rowOffsets, stateAt } from './row-view.ts'
import { sumRows } from './sum-group.ts'
import { rowsIn } from './topic-groups.ts'

/** A group's figures of the last cycle; those of its topics and partitions are made when they are asked for. */
export function standingOf(memory: LagMemory, record: GroupRecord): GroupStanding {
  const { sums } = record
  return {
    group: record.group,
    kind: record.kind,
    state: record.state,
    protocolType: record.protocolType,
    members: record.members,
    lag: sums.lag,
    lagToEnd: sums.lagToEnd,
    lost: sums.lost,
    unknownPartitions: sums.unknownPartitions,
    time: sums.time,
    commitRate: sums.commitRate,
    produceRate: sums.produceRate,
    eta: sums.eta,
    timeToLossMs: sums.timeToLossMs,
    lagState: record.lagState,
    get cause() {
      return groupCause(memory, record)
    },
    asOf: record.asOf,
    get topics() {
      return record.topicNames.map((name) => topicStanding(memory, record, name))
    },
  }
}

function topicStanding(memory: LagMemory, record: GroupRecord, name: string): TopicStanding {
  const picked = rowsIn(memory, record, memory.book.topic(name).index)
  const { lag, lost, time, commitRate, produceRate, worstState } = sumRows(memory, record, picked)
  return {
    topic: name,
    lag,
    lost,
    time,
    commitRate,
    produceRate,
    lagState: record.fault === null ? stateAt(worstState) : 'UNKNOWN',
    get partitions() {
      return Array.from(picked, (row) => partitionStanding(memory, record, row))
    },
  }
}

function partitionStanding(memory: LagMemory, record: GroupRecord, row: number): PartitionStanding {
  const { rows, book } = memory
  return {
    ...book.name(rows.part[row] ?? -1),
    ...rowOffsets(memory, row, record.kind === 'share'),
    time: timeOf(memory, row, record.asOf),
    lagState: stateAt(rows.state[row]),
  }
}
