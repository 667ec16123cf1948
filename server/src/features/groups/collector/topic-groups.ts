import type { TopicGroups } from '@sluice/shared/groups'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { known, stateAt, stateIndex } from './row-view.ts'
import { sumRows } from './sum-group.ts'
import { text } from './to-summary.ts'

/** Where every group that reads a topic stands, worst first; null: no group reads it. */
export function topicGroupsOf(memory: LagMemory, topic: string): Omit<TopicGroups, 'collector'> | null {
  const { book } = memory
  const entry = book.find(topic)
  if (entry === null) return null
  const readers = [...(memory.readers.get(entry.index) ?? [])]
  const ordered = [...entry.parts].sort(([a], [b]) => a - b)
  const partitions = ordered.map(([partition, part]) => ({
    partition,
    logStart: text(known(book.start[part])),
    lastStable: text(known(book.stable[part])),
    logEnd: text(known(book.end[part])),
  }))
  const groups = readers.map((record) => groupIn(memory, record, entry.index))
  groups.sort((a, b) => stateIndex(a.lagState) - stateIndex(b.lagState) || (a.group < b.group ? -1 : 1))
  return { topic, partitions, groups }
}

/** Rows of a group in one topic. */
export function rowsIn({ rows, book }: LagMemory, record: GroupRecord, topic: number): Int32Array {
  return record.rows.filter((row) => book.topicOf[rows.part[row] ?? -1] === topic)
}

function groupIn(memory: LagMemory, record: GroupRecord, topic: number): TopicGroups['groups'][number] {
  const { rows, book } = memory
  const picked = rowsIn(memory, record, topic)
  const sums = sumRows(memory, record, picked)
  return {
    group: record.group,
    type: record.kind,
    lagState: record.fault === null ? stateAt(sums.worstState) : 'UNKNOWN',
    members: record.members,
    lag: text(sums.lag),
    time: sums.time,
    positions: Array.from(picked, (row) => ({
      partition: book.number[rows.part[row] ?? -1] ?? 0,
      committed: text(known(rows.committed[row])),
      lag: text(known(rows.lag[row])),
      lagState: stateAt(rows.state[row]),
    })),
  }
}
