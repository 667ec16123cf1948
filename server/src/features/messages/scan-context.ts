import type { Isolation } from '@sluice/shared/messages'
import type { Bookmark } from '@sluice/shared/replay-bookmarks'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { KafkaFault } from '#kafka/kafka-fault.ts'
import type { AnswerPool } from './answer-pool.ts'
import type { BufferShare } from './buffer-shares.ts'
import type { NoteBook } from './note-book.ts'
import type { PartitionMap } from './partition-map.ts'
import type { RecordCheck } from './record-check.ts'
import type { ScanLimits } from './scan-limits.ts'
import type { Sifter } from './sift/sift-threads.ts'
import type { OpenTransactions } from './transactions/fates.ts'

/** What one running scan shares: whom it asks, what bounds it, and what it has met so far. */
export interface ScanContext {
  gateway: KafkaGateway
  topics: readonly string[]
  isolation: Isolation
  limits: ScanLimits
  /** What it may hold beside the other scans. */
  buffer: BufferShare
  /** Where answers are laid whose readers say when they are done with them. Null: each in memory of its own. */
  answers: AnswerPool | null
  /** Rules compressed batches out beside this thread. Null: none, or it does not help this scan. */
  sifter: Sifter | null
  /** A cut that is kept under this id. Throws `BOOKMARK_NOT_FOUND`. */
  bookmark(id: string): Bookmark
  /** Null: every visible record is shown. */
  check: RecordCheck | null
  stop: ScanStop
  now: () => number
  startedAt: number
  notes: NoteBook
  /** Partitions and topics that could not be read, or not to their end. */
  missing: PartitionMap<KafkaFault>
  tally: ScanTally
  /** Of the partitions that are read beyond their last stable offset, to mark what is open. */
  open: PartitionMap<OpenTransactions>
}

export interface ScanTally {
  /** Records looked at, shown or not. */
  records: number
  /** Messages given out. */
  matched: number
  /** Bytes that came from the brokers. */
  bytes: number
  /** Records that the filter failed on. */
  filterErrors: number
  /** Offsets in batches that cannot be read. */
  undecodable: number
}

/** The two ways in which a scan ends early, as one signal. */
export class ScanStop {
  readonly #controller = new AbortController()
  readonly #outer: AbortSignal
  readonly #timer: NodeJS.Timeout | undefined
  readonly #onOuter = () => this.end('cancelled')
  #reason: 'deadline' | 'cancelled' | null = null

  /** Without a deadline only the outer signal ends it. */
  constructor(outer: AbortSignal, deadlineMs: number | null) {
    this.#outer = outer
    if (deadlineMs !== null) this.#timer = setTimeout(() => this.end('deadline'), deadlineMs)
    if (outer.aborted) this.end('cancelled')
    else outer.addEventListener('abort', this.#onOuter, { once: true })
  }

  get signal(): AbortSignal {
    return this.#controller.signal
  }

  /** Null while the scan may go on. */
  get reason(): 'deadline' | 'cancelled' | null {
    return this.#reason
  }

  /** Ends the scan: calls to brokers in flight are dropped. The first reason stays. */
  end(reason: 'deadline' | 'cancelled'): void {
    clearTimeout(this.#timer)
    this.#outer.removeEventListener('abort', this.#onOuter)
    this.#reason ??= reason
    this.#controller.abort(new DOMException(`The scan was ended: ${reason}`, 'AbortError'))
  }
}
