import { readBatches } from '#records/batch-reader.ts'
import { readRecords } from '#records/record-reader.ts'
import { restampBatch } from '#records/restamp.ts'
import type { TopicPartitionId } from '../calls.ts'
import { commitRefused, deliveryLate, laneEnded, producerClosed, producerFenced } from '../producer-faults.ts'
import type { EncodedBatch, ProducerOptions, RecordProducer, WrittenBatch } from '../record-producer.ts'
import type { TransactionDescription } from '../transactions.ts'
import { refused, WriteFault } from '../write-faults.ts'
import type { MemoryCluster } from './memory-cluster.ts'
import { placeOf } from './memory-place.ts'
import { addToTransaction, endTransaction, takeTransactionalId } from './memory-transactional.ts'

const TRANSACTION_TIMEOUT_MS = 60_000
const DELIVERY_TIMEOUT_MS = 120_000
const MAX_DEPTH = 64

/** What is over when brokers are back. */
const PASSING: ReadonlySet<string> = new Set([
  'LEADER_UNAVAILABLE',
  'CLUSTER_UNREACHABLE',
  'NOT_ENOUGH_REPLICAS',
  'WRITE_UNKNOWN',
])

interface Lane extends TopicPartitionId {
  tail: Promise<unknown>
  /** Batches given and not appended. */
  depth: number
  sequence: number
  /** Nobody knows whether a batch of it was appended. */
  dead: boolean
}

/** A producer to the logs in memory, with the order, the retries and the fencing of a real one. */
export class MemoryProducer implements RecordProducer {
  readonly producerId: bigint
  readonly #cluster: MemoryCluster
  readonly #now: () => number
  /** Null: it is idempotent and no more. */
  readonly #state: TransactionDescription | null
  readonly #timeoutMs: number
  #epoch: number
  #open = false
  #closed = false
  readonly #lanes = new Map<string, Lane>()

  constructor(cluster: MemoryCluster, now: () => number, options: ProducerOptions = {}) {
    const { transactionalId, transactionTimeoutMs = TRANSACTION_TIMEOUT_MS } = options
    cluster.anyBroker()
    this.#cluster = cluster
    this.#now = now
    this.#state =
      transactionalId === undefined
        ? null
        : takeTransactionalId(cluster, transactionalId, transactionTimeoutMs, now)
    this.#timeoutMs = options.deliveryTimeoutMs ?? DELIVERY_TIMEOUT_MS
    this.producerId = this.#state?.producerId ?? cluster.takeProducerId()
    this.#epoch = this.#state?.producerEpoch ?? 0
  }

  get producerEpoch(): number {
    return this.#epoch
  }

  async send(batch: EncodedBatch): Promise<WrittenBatch> {
    if (this.#state !== null && !this.#open) throw new Error('No transaction was begun')
    if (this.#closed) throw producerClosed()
    const lane = this.#lane(batch)
    lane.depth += 1
    const turn = lane.tail.then(() => this.#deliver(lane, batch))
    const done = () => {
      lane.depth -= 1
    }
    lane.tail = turn.then(done, done)
    return await turn
  }

  /** Memory takes at once what it takes; only brokers that are away make others wait. */
  async room(): Promise<void> {
    const waiting = [...this.#lanes.values()].filter(({ depth }) => depth >= MAX_DEPTH)
    await Promise.all(waiting.map(({ tail }) => tail))
  }

  begin(): void {
    if (this.#state === null || this.#open) throw new Error('No transaction can begin now')
    this.#open = true
  }

  async commit(places?: Parameters<RecordProducer['commit']>[0]): Promise<void> {
    const state = await this.#settled()
    if (this.#anyDead()) throw commitRefused(state.transactionalId)
    endTransaction(this.#cluster, state, 'commit', this.#now)
    if (places !== undefined) {
      const offsets = places.offsets.map((place) => ({ ...place, leaderEpoch: null }))
      this.#cluster.groups.switches().commit(places.group, offsets)
    }
    this.#open = false
  }

  async abort(): Promise<void> {
    const state = await this.#settled()
    endTransaction(this.#cluster, state, 'abort', this.#now)
    // With an epoch of its own the next transaction counts from 0 again.
    if (this.#anyDead()) {
      state.producerEpoch += 1
      this.#epoch = state.producerEpoch
      this.#lanes.clear()
    }
    this.#open = false
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#idle()
  }

  abandon(): void {
    this.#closed = true
    for (const lane of this.#lanes.values()) lane.dead = true
    this.#cluster.changed()
  }

  async #settled(): Promise<TransactionDescription> {
    if (this.#state === null || !this.#open) throw new Error('No transaction was begun')
    await this.#idle()
    const fenced = this.#whyFenced()
    if (fenced !== null) throw fenced
    return this.#state
  }

  async #idle(): Promise<void> {
    await Promise.all([...this.#lanes.values()].map(({ tail }) => tail))
  }

  #anyDead(): boolean {
    return [...this.#lanes.values()].some(({ dead }) => dead)
  }

  #lane({ topic, partition }: TopicPartitionId): Lane {
    const key = `${partition} ${topic}`
    const made = { topic, partition, tail: Promise.resolve(), depth: 0, sequence: 0, dead: false }
    const lane = this.#lanes.get(key) ?? made
    this.#lanes.set(key, lane)
    return lane
  }

  #whyFenced(): WriteFault | null {
    const state = this.#state
    return state === null || state.producerEpoch === this.#epoch
      ? null
      : producerFenced(state.transactionalId)
  }

  /** Tries again at each change of the cluster, as long as a batch may take. */
  async #deliver(lane: Lane, batch: EncodedBatch): Promise<WrittenBatch> {
    const { latencyMs } = this.#cluster
    const end = performance.now() + this.#timeoutMs
    if (latencyMs > 0) await pause(latencyMs)
    for (;;) {
      const change = this.#cluster.nextChange()
      const outcome = this.#append(lane, batch)
      if (!(outcome instanceof WriteFault)) change.stop()
      if (!(outcome instanceof WriteFault)) return outcome
      const leftMs = end - performance.now()
      const again = PASSING.has(outcome.code) && !lane.dead && leftMs > 0
      if (again) await Promise.race([change.arrived, pause(leftMs)])
      change.stop()
      if (again) continue
      lane.dead ||= outcome.written === 'unknown'
      const maybe = outcome.written === 'unknown'
      throw leftMs > 0 ? outcome : deliveryLate(outcome, lane, { ms: this.#timeoutMs, maybe })
    }
  }

  #append(lane: Lane, { bytes, records }: EncodedBatch): WrittenBatch | WriteFault {
    const { topic, partition, sequence, dead } = lane
    const { producerId, producerEpoch } = this
    if (dead) return laneEnded(lane)
    const fenced = this.#whyFenced()
    if (fenced !== null) return fenced
    const transactional = this.#state !== null
    restampBatch(bytes, { producerId, producerEpoch, baseSequence: sequence, transactional })
    const [sent] = readBatches(bytes)
    if (!sent?.ok) return refused('RECORD_CORRUPT', `${sent?.reason ?? 'No batch.'} Nothing was written.`)
    const held = [...readRecords(sent)]
    const keyless = held.some(({ key }) => key === null)
    const place = placeOf(this.#cluster, lane, { bytes: bytes.length, keyless })
    if (place instanceof WriteFault) return place
    const appendTime = place.stamps ? BigInt(this.#now()) : null
    const stamped = held.map((record) => ({ ...record, timestamp: appendTime ?? record.timestamp }))
    const { codec, baseSequence } = sent.header
    const timed = { producerId, producerEpoch, baseSequence, codec, timestampType: 'LogAppendTime' } as const
    const baseOffset =
      appendTime === null ? place.log.appendBatch(sent) : place.log.append(stamped, timed, transactional)
    lane.sequence += records
    if (this.#state !== null) addToTransaction(this.#state, lane, this.#now)
    this.#cluster.changed()
    return { topic, partition, baseOffset, appendTime }
  }
}

async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms).unref())
}
