import type { LagState, TimeLag } from '@sluice/shared/groups-state'
import type { GroupStanding, PartitionStanding, TopicStanding } from '../lag-board.ts'
import { timeOf } from './group-detail.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { groupCause } from './row-cause.ts'
import { known, rowOffsets, stateAt } from './row-view.ts'
import { type RowSums, sumRows } from './sum-group.ts'

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
      return topicsOf(memory, record)
    },
  }
}

/** One way through the rows finds those of every topic. */
function topicsOf(memory: LagMemory, record: GroupRecord): TopicStanding[] {
  const { rows, book } = memory
  const byTopic = new Map<number, number[]>()
  for (const row of record.rows) {
    const topic = book.topicOf[rows.part[row] ?? -1] ?? -1
    const own = byTopic.get(topic)
    if (own === undefined) byTopic.set(topic, [row])
    else own.push(row)
  }
  return record.topicNames.map(
    (name) => new TopicRows(memory, record, name, byTopic.get(book.topic(name).index) ?? []),
  )
}

/** A group's figures in one topic: its sums are made when one of them is asked for. */
class TopicRows implements TopicStanding {
  readonly topic: string
  readonly #memory: LagMemory
  readonly #record: GroupRecord
  readonly #rows: readonly number[]
  #sums: RowSums | null = null

  constructor(memory: LagMemory, record: GroupRecord, topic: string, rows: readonly number[]) {
    this.topic = topic
    this.#memory = memory
    this.#record = record
    this.#rows = rows
  }

  get lag(): bigint | null {
    return this.#summed().lag
  }

  get lost(): bigint | null {
    return this.#summed().lost
  }

  get time(): TimeLag {
    return this.#summed().time
  }

  get commitRate(): number | null {
    return this.#summed().commitRate
  }

  get produceRate(): number | null {
    return this.#summed().produceRate
  }

  get lagState(): LagState {
    return this.#record.fault === null ? stateAt(this.#summed().worstState) : 'UNKNOWN'
  }

  get partitions(): PartitionStanding[] {
    return this.#rows.map((row) => new RowStanding(this.#memory, this.#record, row, this.topic))
  }

  #summed(): RowSums {
    this.#sums ??= sumRows(this.#memory, this.#record, Int32Array.from(this.#rows))
    return this.#sums
  }
}

/** A partition's figures, each made when it is asked for: of a hundred thousand, nobody asks for all. */
class RowStanding implements PartitionStanding {
  readonly topic: string
  readonly #memory: LagMemory
  readonly #record: GroupRecord
  readonly #row: number

  constructor(memory: LagMemory, record: GroupRecord, row: number, topic: string) {
    this.topic = topic
    this.#memory = memory
    this.#record = record
    this.#row = row
  }

  get partition(): number {
    const { rows, book } = this.#memory
    return book.number[rows.part[this.#row] ?? -1] ?? -1
  }

  get committed(): bigint | null {
    return known(this.#memory.rows.committed[this.#row])
  }

  get logStart(): bigint | null {
    const { rows, book } = this.#memory
    return known(book.start[rows.part[this.#row] ?? -1])
  }

  get lastStable(): bigint | null {
    return known(this.#memory.rows.stable[this.#row])
  }

  get logEnd(): bigint | null {
    return known(this.#memory.rows.end[this.#row])
  }

  get lag(): bigint | null {
    return known(this.#memory.rows.lag[this.#row])
  }

  get lagToEnd(): bigint | null {
    return rowOffsets(this.#memory, this.#row, this.#record.kind === 'share').lagToEnd
  }

  get lost(): bigint | null {
    return rowOffsets(this.#memory, this.#row, this.#record.kind === 'share').lost
  }

  get time(): TimeLag {
    return timeOf(this.#memory, this.#row, this.#record.asOf)
  }

  get lagState(): LagState {
    return stateAt(this.#memory.rows.state[this.#row])
  }
}
