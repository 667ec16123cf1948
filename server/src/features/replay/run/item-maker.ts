import { lowerOf } from '#features/messages/offset-order.ts'
import type { RecordCheck, Verdict } from '#features/messages/record-check.ts'
import type { TopicPartitionId } from '#kafka/calls.ts'
import type { RecordShaper, Shaped, SourceRecord } from '../replay-parts.ts'
import type { LaneItem, PassItem } from './lane-item.ts'
import { NO_COUNTS } from './lane-progress.ts'
import type { WalkStep } from './walk-lane.ts'

export interface ItemMakerOptions extends TopicPartitionId {
  check: RecordCheck | null
  shaper: RecordShaper
  signal: AbortSignal
}

/** A handful is filtered and shaped at a time; the server's thread does other things between two. */
const HANDFUL = 512
const HANDFUL_BYTES = 512 * 1024
/** Damage covers offsets, of which each is told; no batch has more. */
const CORRUPT_MAX = 1_000_000n

/** Makes what is to be done of what a walk comes upon, in its order. */
export class ItemMaker {
  readonly items: LaneItem[] = []
  readonly #options: ItemMakerOptions
  #steps: WalkStep[] = []
  #records: SourceRecord[] = []
  #bytes = 0

  constructor(options: ItemMakerOptions) {
    this.#options = options
  }

  get full(): boolean {
    return (
      this.#records.length >= HANDFUL || this.#bytes >= HANDFUL_BYTES || this.#steps.length >= 8 * HANDFUL
    )
  }

  add(step: WalkStep): void {
    this.#steps.push(step)
    if (step.kind !== 'record') return
    const { topic, partition } = this.#options
    const { record, header } = step.walked
    this.#records.push({ topic, partition, record, batch: header })
    this.#bytes += record.size
  }

  async flush(): Promise<void> {
    const [steps, records] = [this.#steps, this.#records]
    this.#steps = []
    this.#records = []
    this.#bytes = 0
    const verdicts = await this.#judge(steps, records)
    const hits = verdicts === null ? records : records.filter((_, at) => verdicts[at] === 'hit')
    const shaped = hits.length === 0 ? [] : await this.#options.shaper.shape(hits, this.#options.signal)
    if (shaped.length !== hits.length) throw new RangeError('Not each record was shaped.')
    let [record, hit] = [0, 0]
    for (const step of steps) {
      if (step.kind === 'record') {
        const source = records[record]
        const verdict = verdicts?.[record] ?? 'hit'
        record += 1
        if (source === undefined) throw new RangeError('There is a step for each record.')
        if (verdict !== 'hit') this.#filtered(source, verdict)
        else this.#shapedOf(source, shaped[hit++])
      } else this.#pass(step)
    }
  }

  async #judge(
    steps: readonly WalkStep[],
    records: readonly SourceRecord[],
  ): Promise<readonly Verdict[] | null> {
    const { check, topic, partition, signal } = this.#options
    if (check?.verify === undefined || records.length === 0) return null
    const walked = steps.flatMap((step) => (step.kind === 'record' ? [step.walked] : []))
    return await check.verify({ topic, partition, records: walked }, signal)
  }

  #filtered({ record }: SourceRecord, verdict: Exclude<Verdict, 'hit'>): void {
    const item = this.#passing(record.offset + 1n)
    item.counts.read += 1
    if (verdict === 'miss') item.counts.filtered += 1
    else this.#fail(item, record.offset, 'FILTER_FAILED', verdict.error)
  }

  #shapedOf(source: SourceRecord, shaped: Shaped | undefined): void {
    const { offset } = source.record
    if (shaped?.kind === 'write') {
      const { target, record } = shaped
      this.items.push({ kind: 'write', until: offset + 1n, source, record, target })
      return
    }
    const item = this.#passing(offset + 1n)
    item.counts.read += 1
    if (shaped?.kind === 'skip') item.counts.skipped += 1
    else if (shaped !== undefined) this.#fail(item, offset, shaped.code, shaped.reason)
  }

  #pass(step: Exclude<WalkStep, { kind: 'record' }>): void {
    if (step.kind === 'batch') {
      const { batch } = step
      const source = { topic: this.#options.topic, partition: this.#options.partition }
      const target = this.#options.shaper.verbatim?.(source)
      if (target === undefined) throw new RangeError('Only what is not changed is copied.')
      this.items.push({ kind: 'copy', until: batch.header.lastOffset + 1n, batch, target })
      return
    }
    const item = this.#passing(step.until)
    if (step.kind === 'absent') item.counts.absent += step.offsets
    else if (step.kind === 'missed') {
      item.counts.read += 1
      item.counts.filtered += 1
    } else if (step.kind === 'written') {
      item.counts.read += 1
      item.counts.skipped += 1
    } else if (step.kind === 'corrupt') {
      const until = lowerOf(step.until, step.from + CORRUPT_MAX)
      for (let offset = step.from; offset < until; offset += 1n) {
        item.counts.read += 1
        this.#fail(item, offset, 'RECORD_CORRUPT', step.reason)
      }
    }
  }

  #fail(item: PassItem, offset: bigint, code: string, reason: string): void {
    const { topic, partition } = this.#options
    item.counts.failed += 1
    item.failures.push({ topic, partition, offset, code, reason })
  }

  /** What is left out one after the other is settled at once. */
  #passing(until: bigint): PassItem {
    const last = this.items.at(-1)
    if (last?.kind === 'pass') {
      last.until = until
      return last
    }
    const item: PassItem = { kind: 'pass', until, counts: { ...NO_COUNTS }, failures: [] }
    this.items.push(item)
    return item
  }
}
