import type { ItemFault } from '@sluice/shared/errors'
import { Blockers } from './blockers.ts'
import type { GroupRecord } from './group-record.ts'
import { PartitionBook } from './partition-book.ts'
import { NONE } from './row-marks.ts'
import { RowTable } from './row-table.ts'
import { SampleRings } from './sample-rings.ts'
import { ShareLane } from './share-lane.ts'
import { SteadyBrokers } from './steady-brokers.ts'

const UNREAD_MAX = 500

/** All that the collector remembers of a cluster. */
export class LagMemory {
  readonly book = new PartitionBook()
  readonly rows = new RowTable()
  readonly rings = new SampleRings()
  readonly blockers = new Blockers()
  readonly brokers = new SteadyBrokers()
  readonly shares = new ShareLane()
  readonly groups = new Map<string, GroupRecord>()
  /** Groups that read each topic, by the topic's index. */
  readonly readers = new Map<number, Set<GroupRecord>>()
  /** Why the commit of a row could not be read. */
  readonly rowFaults = new Map<number, ItemFault>()
  #rowOfPart = new Int32Array(0)
  #markOfPart = new Int32Array(0)
  #mark = 0

  /** Looks rows of one group up by partition; holds until it is called for the next group. */
  lookup(record: GroupRecord): (part: number) => number {
    const parts = this.book.topicOf.length
    if (this.#rowOfPart.length < parts) {
      this.#rowOfPart = new Int32Array(parts)
      this.#markOfPart = new Int32Array(parts)
    }
    this.#mark += 1
    const [rowOf, markOf, mark] = [this.#rowOfPart, this.#markOfPart, this.#mark]
    for (let index = 0; index < record.rows.length; index += 1) {
      const row = record.rows[index] ?? -1
      const part = this.rows.part[row] ?? -1
      rowOf[part] = row
      markOf[part] = mark
    }
    return (part) => (markOf[part] === mark ? (rowOf[part] ?? -1) : -1)
  }

  /** Gives a group the rows of these partitions, ordered by topic and partition, and forgets its others. */
  setRows(record: GroupRecord, rows: readonly number[]): void {
    const kept = new Set(rows)
    for (const row of record.rows)
      if (!kept.has(row)) {
        this.rings.release(this.rows.ring[row] ?? -1)
        this.rows.remove(row)
        this.rowFaults.delete(row)
      }
    if (!kept.has(record.causeRow)) record.causeRow = -1
    if (!kept.has(record.sums.worstRow)) record.sums = { ...record.sums, worstRow: -1 }
    const { book } = this
    const nameOf = (row: number) => book.topicOfPart(this.rows.part[row] ?? -1).name
    const sorted = rows
      .map((row) => ({ row, topic: nameOf(row), number: book.number[this.rows.part[row] ?? -1] ?? 0 }))
      .sort((a, b) => (a.topic === b.topic ? a.number - b.number : a.topic < b.topic ? -1 : 1))
    record.rows = Int32Array.from(sorted, ({ row }) => row)
    const names = [...new Set(sorted.map(({ topic }) => topic))]
    for (const name of record.topicNames) if (!names.includes(name)) this.#leaves(record, name)
    for (const name of names) this.#reads(record, name)
    record.topicNames = names
  }

  /** Forgets what was seen of a row, and keeps the commit just read. */
  restart(row: number): void {
    const pending = this.rows.pending[row] ?? NONE
    this.rings.release(this.rows.ring[row] ?? -1)
    this.rows.clear(row)
    this.rows.pending[row] = pending
  }

  forget(record: GroupRecord): void {
    this.setRows(record, [])
    this.groups.delete(record.group)
  }

  /** Topics that nobody reads any more are forgotten once there are many: names that come and go would fill the memory. */
  forgetUnread(): void {
    if (this.book.size - this.readers.size <= UNREAD_MAX) return
    for (const part of this.book.keepOnly(({ index }) => this.readers.has(index))) this.blockers.forget(part)
  }

  #reads(record: GroupRecord, topic: string): void {
    const { index } = this.book.topic(topic)
    const known = this.readers.get(index)
    if (known === undefined) this.readers.set(index, new Set([record]))
    else known.add(record)
  }

  #leaves(record: GroupRecord, topic: string): void {
    const { index } = this.book.topic(topic)
    const known = this.readers.get(index)
    known?.delete(record)
    if (known?.size === 0) this.readers.delete(index)
  }
}
