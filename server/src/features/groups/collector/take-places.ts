import { type KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
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
    for (const { topic, partitions } of places.value.topics) {
      const entry = memory.book.topic(topic)
      for (const { partition, offset } of partitions) rows.put(entry, partition, offset)
    }
    for (const { topic, partition, fault } of places.value.faults)
      rows.fail(memory.book.topic(topic), partition, fault)
  } else {
    for (const { topic, partitions } of places.value.topics) {
      const entry = memory.book.topic(topic)
      for (const { partition, startOffset, lag, fault } of partitions)
        if (fault === null) rows.put(entry, partition, startOffset ?? NONE, lag ?? NONE)
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
class RowPicker {
  readonly #memory: LagMemory
  readonly #record: GroupRecord
  readonly #known: (part: number) => number
  readonly #found: number[] = []
  readonly #fresh = new Map<number, number>()

  constructor(memory: LagMemory, record: GroupRecord) {
    this.#memory = memory
    this.#record = record
    for (let index = 0; index < record.rows.length; index += 1) {
      const row = record.rows[index] ?? -1
      memory.rows.pending[row] = UNNAMED
      if (memory.rowFaults.size > 0) memory.rowFaults.delete(row)
    }
    this.#known = memory.lookup(record)
  }

  put(topic: TopicEntry, partition: number, offset: bigint, lag = UNNAMED): void {
    const { rows } = this.#memory
    const row = this.#row(topic, partition)
    if (rows.pending[row] === UNNAMED) this.#found.push(row)
    rows.pending[row] = offset
    if (lag !== UNNAMED) rows.lag[row] = lag
  }

  fail(topic: TopicEntry, partition: number, fault: KafkaFault): void {
    const row = this.#row(topic, partition)
    this.#nowhere(row)
    this.#memory.rowFaults.set(row, toItemFault(fault))
  }

  assigned(topic: TopicEntry, partition: number): void {
    const row = this.#row(topic, partition)
    if (this.#memory.rows.pending[row] === UNNAMED) this.#nowhere(row)
  }

  settle(): void {
    const changed = this.#fresh.size > 0 || this.#found.length !== this.#record.rows.length
    if (changed) this.#memory.setRows(this.#record, this.#found)
  }

  #nowhere(row: number): void {
    const { rows } = this.#memory
    if (rows.pending[row] === UNNAMED) this.#found.push(row)
    rows.pending[row] = NONE
    // Of a share group nobody but the broker tells it: what it told earlier is not of now.
    if (this.#record.kind === 'share') rows.lag[row] = NONE
  }

  #row(topic: TopicEntry, partition: number): number {
    const { book, rows } = this.#memory
    const part = book.part(topic, partition)
    const known = this.#known(part)
    if (known >= 0) return known
    const made = this.#fresh.get(part)
    if (made !== undefined) return made
    const row = rows.add(part)
    rows.pending[row] = UNNAMED
    this.#fresh.set(part, row)
    return row
  }
}

/** Stands in `pending` for a row that nothing was read for; below every offset and {@link NONE}. */
const UNNAMED = -2n
