import type { ReplayLane } from '@sluice/shared/replay-job'
import type { GroupPlace, RecordProducer } from '#kafka/record-producer.ts'
import type { LaneProgress } from './lane-progress.ts'

/** A transaction is ended after so long or so much: far before a broker would end it. */
const END_MS = 2000
const END_BYTES = 8 * 1024 * 1024
export const TRANSACTION_TIMEOUT_MS = 60_000

/** The transactional id, and the group in which a job commits how far it is. */
export const replayGroup = (id: string) => `sluice-replay-${id}`

/** Writes in transactions, each with the places in the source that it ends at. */
export class Transaction {
  readonly #producer: RecordProducer
  readonly #group: string
  readonly #lanes: readonly LaneProgress[]
  readonly #now: () => number
  readonly #committed = new Map<LaneProgress, bigint>()
  #since: number
  #bytes = 0
  #open = false

  constructor(options: {
    producer: RecordProducer
    group: string
    lanes: readonly LaneProgress[]
    now: () => number
  }) {
    this.#producer = options.producer
    this.#group = options.group
    this.#lanes = options.lanes
    this.#now = options.now
    this.#since = this.#now()
    for (const lane of this.#lanes) this.#committed.set(lane, lane.next)
  }

  /** Before a batch is sent. */
  begin(bytes: number): void {
    this.#bytes += bytes
    if (this.#open) return
    this.#producer.begin()
    this.#open = true
    this.#since = this.#now()
  }

  /** Whether it is time to end it. */
  get due(): boolean {
    if (this.#bytes >= END_BYTES) return true
    return this.#now() - this.#since >= END_MS && (this.#open || this.#moved().length > 0)
  }

  /** Once nothing is on its way. All of it is there for readers with read_committed, or nothing. */
  async commit(): Promise<void> {
    const moved = this.#moved()
    if (!this.#open && moved.length === 0) return
    if (!this.#open) this.#producer.begin()
    this.#open = true
    await this.#producer.commit({ group: this.#group, offsets: moved.map(placeOf) })
    for (const lane of moved) this.#committed.set(lane, lane.next)
    this.#open = false
    this.#bytes = 0
    this.#since = this.#now()
  }

  /** Something was written in it that is not committed. */
  get open(): boolean {
    return this.#open
  }

  #moved(): LaneProgress[] {
    return this.#lanes.filter((lane) => lane.next !== this.#committed.get(lane))
  }
}

const COUNTED = ['read', 'written', 'filtered', 'skipped', 'failed', 'bytes', 'absent'] as const

/** A place with the figures that belong to it: what is kept elsewhere may be older. */
function placeOf(lane: LaneProgress): GroupPlace {
  const { topic, partition, next, eventTime, ...told } = lane.toLane()
  const counts = COUNTED.map((name) => told[name])
  return { topic, partition, offset: BigInt(next), metadata: JSON.stringify([1, eventTime, ...counts]) }
}

/** A lane as the last transaction left it. Throws a SyntaxError on what no job has written. */
export function laneAt(lane: ReplayLane, place: { offset: bigint; metadata: string }): ReplayLane {
  const told: unknown = JSON.parse(place.metadata)
  if (!Array.isArray(told) || told[0] !== 1 || told.length !== COUNTED.length + 2)
    throw new SyntaxError('The place was committed by another one.')
  const [, eventTime, ...counts] = told
  const figures = Object.fromEntries(COUNTED.map((name, at) => [name, String(counts[at])]))
  return { ...lane, ...figures, eventTime: eventTime as ReplayLane['eventTime'], next: `${place.offset}` }
}
