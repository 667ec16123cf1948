import { type CommitVisitor, visitCommits } from '#kafka/groups.ts'
import { type KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { isNone, isUnknown, type OffsetWords, setUnknown, setWords } from './offset-words.ts'
import type { TopicEntry } from './partition-book.ts'
import type { PlacesRead } from './places-read.ts'
import { NONE } from './row-marks.ts'
import { isBelieved } from './trust-commits.ts'

/**
 * Lays what was read of a group beside its rows, for {@link evaluateGroup} to take over once the ends are known too.
 * Partitions that members have assigned and that were never committed get a row as well. False: nothing was taken over.
 */
export function takePlaces(
  memory: LagMemory,
  record: GroupRecord,
  places: PlacesRead | undefined,
  now: number,
): boolean {
  if (places === undefined || places.kind === 'fault') {
    record.fault =
      places === undefined
        ? { code: 'INTERNAL', message: `Nothing was answered for group "${record.group}".` }
        : toItemFault(places.fault)
    return false
  }
  const believed = isBelieved(memory, record, places, now)
  record.fault = null
  if (!believed) {
    record.heldSince ??= now
    return false
  }
  record.heldSince = null
  const rows = new RowPicker(memory, record)
  if (places.kind === 'commits') {
    visitCommits(places.value, rows)
    for (const { topic, partition, fault } of places.value.faults)
      rows.fail(memory.book.topic(topic), partition, fault)
  } else {
    for (const { topic, partitions } of places.value.topics) {
      const entry = memory.book.topic(topic)
      for (const { partition, startOffset, lag, fault } of partitions)
        if (fault === null) rows.share(entry, partition, startOffset ?? NONE, lag ?? NONE)
        else rows.fail(entry, partition, fault)
    }
  }
  for (const { topic, partitions } of assignedOf(record)) {
    const entry = memory.book.topic(topic)
    for (const partition of partitions) rows.assigned(entry, partition)
  }
  rows.settle()
  return true
}

function assignedOf({ description }: GroupRecord): { topic: string; partitions: readonly number[] }[] {
  return description === null ? [] : description.members.flatMap(({ assigned }) => assigned)
}

/** Finds or makes the row of each partition that is named, and sees which are named no more. */
class RowPicker implements CommitVisitor {
  readonly #memory: LagMemory
  readonly #record: GroupRecord
  readonly #known: (part: number) => number
  /** Rows that were named, and those of them that the group did not have. */
  #named = 0
  #fresh: Map<number, number> | null = null
  #topic: TopicEntry | null = null

  constructor(memory: LagMemory, record: GroupRecord) {
    this.#memory = memory
    this.#record = record
    for (let index = 0; index < record.rows.length; index += 1) {
      const row = record.rows[index] ?? -1
      setUnnamed(memory.rows.words.pending, row)
      if (memory.rowFaults.size > 0) memory.rowFaults.delete(row)
    }
    this.#known = memory.lookup(record)
  }

  topic(name: string): void {
    this.#topic = this.#memory.book.topic(name)
  }

  commit(partition: number, high: number, low: number): void {
    if (this.#topic === null) return
    const row = this.#row(this.#topic, partition)
    const { pending } = this.#memory.rows.words
    if (isUnnamed(pending, row)) this.#named += 1
    setWords(pending, row, high, low)
  }

  share(topic: TopicEntry, partition: number, start: bigint, lag: bigint): void {
    const { rows } = this.#memory
    const row = this.#row(topic, partition)
    if (isUnnamed(rows.words.pending, row)) this.#named += 1
    rows.pending[row] = start
    rows.lag[row] = lag
  }

  fail(topic: TopicEntry, partition: number, fault: KafkaFault): void {
    const row = this.#row(topic, partition)
    this.#nowhere(row)
    this.#memory.rowFaults.set(row, toItemFault(fault))
  }

  assigned(topic: TopicEntry, partition: number): void {
    const row = this.#row(topic, partition)
    if (isUnnamed(this.#memory.rows.words.pending, row)) this.#nowhere(row)
  }

  settle(): void {
    const { rows } = this.#record
    if (this.#fresh === null && this.#named === rows.length) return
    const { pending } = this.#memory.rows.words
    const named = [...rows, ...(this.#fresh?.values() ?? [])].filter((row) => !isUnnamed(pending, row))
    this.#memory.setRows(this.#record, named)
  }

  #nowhere(row: number): void {
    const { rows } = this.#memory
    if (isUnnamed(rows.words.pending, row)) this.#named += 1
    setUnknown(rows.words.pending, row)
    // Of a share group nobody but the broker tells it: what it told earlier is not of now.
    if (this.#record.kind === 'share') rows.lag[row] = NONE
  }

  #row(topic: TopicEntry, partition: number): number {
    const { book, rows } = this.#memory
    const part = book.part(topic, partition)
    const known = this.#known(part)
    if (known >= 0) return known
    this.#fresh ??= new Map()
    const made = this.#fresh.get(part)
    if (made !== undefined) return made
    const row = rows.add(part)
    setUnnamed(rows.words.pending, row)
    this.#fresh.set(part, row)
    return row
  }
}

/** Nothing was read for a row: −2 in its column, below every offset and {@link NONE}. */
function setUnnamed(pending: OffsetWords, row: number): void {
  setWords(pending, row, -1, -2)
}

function isUnnamed(pending: OffsetWords, row: number): boolean {
  return isUnknown(pending, row) && !isNone(pending, row)
}
