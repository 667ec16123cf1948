import type { TopicPartitionId } from '#kafka/calls.ts'
import { type CopyItem, sizeOf, type WriteItem } from './lane-item.ts'
import type { LaneProgress, Stretch } from './lane-progress.ts'

/** What a parcel has of one stretch of a source partition. */
export interface Share {
  progress: LaneProgress
  stretch: Stretch
  records: number
  size: number
}

/** Records that go to one partition together, with the stretches of the source that are settled by it. */
export class Parcel {
  readonly target: TopicPartitionId
  readonly since: number
  readonly items: WriteItem[] = []
  /** Whose each item is. */
  readonly owners: Share[] = []
  readonly shares: Share[] = []
  /** In place of items: a batch as it is. */
  copy: CopyItem | null = null
  size = 0
  /** It is on its way: nothing more goes into it. */
  closed = false
  /** Of its records, those that were refused. */
  failed = 0

  constructor(target: TopicPartitionId, since: number) {
    this.target = target
    this.since = since
  }

  get records(): number {
    return this.copy === null ? this.items.length : this.copy.batch.header.recordCount
  }

  add(item: WriteItem, share: Share): number {
    const size = sizeOf(item.record)
    this.items.push(item)
    this.owners.push(share)
    share.records += 1
    share.size += size
    share.stretch.until = item.until
    share.stretch.eventTime = item.source.record.timestamp
    share.stretch.counts.read += 1
    this.size += size
    return size
  }

  /** All of it stands in the target now. */
  settle(bytes: number): void {
    let left = bytes
    for (const [index, { progress, stretch, records, size }] of this.shares.entries()) {
      const last = index === this.shares.length - 1
      const part = last ? left : Math.floor((bytes * size) / Math.max(1, this.size))
      left -= part
      stretch.counts.written += records
      stretch.counts.bytes += part
      progress.settle(stretch)
    }
  }

  /** As {@link settle}, of records that went one by one, each with its bytes; null: it failed. */
  settleEach(bytes: readonly (number | null)[]): void {
    for (const [index, of] of bytes.entries()) {
      const counts = this.owners[index]?.stretch.counts
      if (counts === undefined) continue
      if (of === null) {
        counts.failed += 1
        this.failed += 1
      } else {
        counts.written += 1
        counts.bytes += of
      }
    }
    for (const { progress, stretch } of this.shares) progress.settle(stretch)
  }

  /** Everything before and of it is settled in the source. */
  get passed(): boolean {
    return this.shares.every(({ stretch }) => stretch.passed)
  }
}
