import { restampBatch } from '#records/restamp.ts'
import type { TopicPartitionId } from '../../calls.ts'
import type { EncodedBatch, WrittenBatch } from '../../record-producer.ts'
import type { WriteFault } from '../../write-faults.ts'
import { byTopic } from '../distinct-rounds.ts'
import type { ProduceAsk } from '../produce-codec.ts'
import { AnswerSettler, type Sent } from './answer-settler.ts'
import type { LeaderLink } from './leader-link.ts'
import type { LeaderRoutes } from './leader-routes.ts'
import { type Parcel, PartitionLane } from './partition-lane.ts'
import type { ProducerIdentity } from './transaction-calls.ts'

/** Of one request: larger ones make no broker faster, and hold up the answer. */
const REQUEST_BYTES = 1024 * 1024
/** Bytes given and not confirmed: beyond them {@link BatchSender.room} waits. */
const ROOM_BYTES = 8 * 1024 * 1024
/** How often deadlines and pauses are looked at. */
const BEAT_MS = 50
/** Of a request's time, what replicas get: the leader's own "too late" says more than ours. */
const REPLICAS_SHARE = 0.8

export interface SenderOptions {
  transactionalId: string | null
  deliveryTimeoutMs: number
  requestTimeoutMs: number
  onThrottle: (ms: number) => void
  identity: () => ProducerIdentity
  /** Whether batches may go to that partition now; one that may not is asked for by it. */
  admits: (lane: PartitionLane) => boolean
  /** A leader says that the producer, or its transaction, is over: why. */
  onOver: () => WriteFault
}

/** Takes batches to the leaders of their partitions: five requests under way to each, one batch a partition in each. */
export class BatchSender {
  readonly #options: SenderOptions
  readonly #routes: LeaderRoutes
  readonly #lanes = new Map<string, PartitionLane>()
  /** Lanes with something to send, that which waits longest first. */
  readonly #wanting = new Set<PartitionLane>()
  readonly #settler: AnswerSettler
  #parcels = 0
  #bytes = 0
  #planned = false
  #ended: WriteFault | null = null
  #beat: NodeJS.Timeout | null = null
  readonly #waiters = new Set<{ until: () => boolean; resolve: () => void }>()

  constructor(routes: LeaderRoutes, options: SenderOptions) {
    this.#routes = routes
    this.#options = options
    const { onThrottle, onOver } = options
    this.#settler = new AnswerSettler(routes, { onThrottle, onOver, end: (fault) => this.end(fault) })
  }

  get anyDead(): boolean {
    return [...this.#lanes.values()].some(({ dead }) => dead)
  }

  send(batch: EncodedBatch): Promise<WrittenBatch> {
    if (this.#ended !== null) return Promise.reject(this.#ended)
    return new Promise((resolve, reject) => {
      const done = this.#counted(batch)
      const parcel: Parcel = {
        batch,
        sequence: null,
        maybe: false,
        deadline: performance.now() + this.#options.deliveryTimeoutMs,
        fault: null,
        resolve: (written) => {
          done()
          resolve(written)
        },
        reject: (fault) => {
          done()
          reject(fault)
        },
      }
      const lane = this.#lane(batch)
      lane.push(parcel)
      if (lane.wants) this.#wanting.add(lane)
      this.pump()
    })
  }

  /** Waits until another batch may be given. */
  async room(): Promise<void> {
    await this.#until(() => this.#bytes < ROOM_BYTES)
  }

  /** Waits until all that was given is confirmed or given up. */
  async idle(): Promise<void> {
    await this.#until(() => this.#parcels === 0)
  }

  /** Rejects what is not under way. */
  drop(fault: WriteFault): void {
    for (const lane of this.#lanes.values()) lane.drop(fault)
    this.#wanting.clear()
  }

  /** Sends nothing more, ever: rejects all that waits now, and later what is under way. */
  end(fault: WriteFault): void {
    this.#ended ??= fault
    this.drop(this.#ended)
  }

  /** Begins to count anew, with a new epoch. Nothing may be under way. */
  reset(): void {
    this.#lanes.clear()
    this.#wanting.clear()
  }

  missing(lane: PartitionLane, fault: WriteFault): void {
    this.#settler.missing(lane, fault)
  }

  refuse(lane: PartitionLane, fault: WriteFault): void {
    lane.drop(fault)
    this.#wanting.delete(lane)
  }

  /** Sends what can be sent, once all that is given in this turn is there. */
  pump(): void {
    if (this.#planned || this.#parcels === 0) return
    this.#beat ??= setInterval(() => this.#onBeat(), BEAT_MS)
    this.#planned = true
    queueMicrotask(() => {
      this.#planned = false
      for (const [link, lanes] of this.#ready()) this.#fill(link, lanes)
    })
  }

  #counted({ bytes }: EncodedBatch): () => void {
    this.#parcels += 1
    this.#bytes += bytes.length
    return () => {
      this.#parcels -= 1
      this.#bytes -= bytes.length
      for (const waiter of this.#waiters) {
        if (!waiter.until()) continue
        this.#waiters.delete(waiter)
        waiter.resolve()
      }
      if (this.#parcels > 0 || this.#beat === null) return
      clearInterval(this.#beat)
      this.#beat = null
    }
  }

  async #until(until: () => boolean): Promise<void> {
    if (until()) return
    await new Promise<void>((resolve) => {
      this.#waiters.add({ until, resolve })
    })
  }

  #lane(id: TopicPartitionId): PartitionLane {
    const key = `${id.partition} ${id.topic}`
    const found = this.#lanes.get(key)
    if (found !== undefined) return found
    const lane = new PartitionLane(id)
    this.#lanes.set(key, lane)
    return lane
  }

  #onBeat(): void {
    const now = performance.now()
    for (const lane of this.#wanting) {
      lane.expire(now, this.#options.deliveryTimeoutMs)
      if (!lane.wants) this.#wanting.delete(lane)
    }
    if (this.#wanting.size > 0) this.pump()
  }

  #ready(): Map<LeaderLink, PartitionLane[]> {
    const now = performance.now()
    const ready = new Map<LeaderLink, PartitionLane[]>()
    for (const lane of this.#wanting) {
      if (!lane.isReady(now) || !this.#options.admits(lane)) continue
      const link = this.#routes.linkOf(lane, this)
      if (link === null || !link.hasRoom(now)) continue
      const lanes = ready.get(link)
      if (lanes === undefined) ready.set(link, [lane])
      else lanes.push(lane)
    }
    return ready
  }

  #fill(link: LeaderLink, lanes: readonly PartitionLane[]): void {
    const now = performance.now()
    for (let left = lanes; left.length > 0 && link.hasRoom(now); ) {
      const request: Sent[] = []
      let bytes = 0
      for (const lane of left) {
        if (request.length > 0 && bytes >= REQUEST_BYTES) break
        const { parcel, sequence } = lane.take()
        bytes += parcel.batch.bytes.length
        request.push({ lane, parcel, sequence, topic: lane.topic, partition: lane.partition })
        this.#wanting.delete(lane)
        if (lane.wants) this.#wanting.add(lane)
      }
      void this.#send(link, request)
      left = [...left.slice(request.length), ...left.slice(0, request.length)].filter((lane) =>
        lane.isReady(now),
      )
    }
  }

  async #send(link: LeaderLink, request: readonly Sent[]): Promise<void> {
    const { transactionalId, requestTimeoutMs } = this.#options
    const stamp = { ...this.#options.identity(), transactional: transactionalId !== null }
    for (const { parcel, sequence } of request)
      restampBatch(parcel.batch.bytes, { ...stamp, baseSequence: sequence })
    const ask: ProduceAsk = {
      transactionalId,
      timeoutMs: Math.floor(requestTimeoutMs * REPLICAS_SHARE),
      topics: byTopic(request, ({ partition, parcel }) => ({ partition, batch: parcel.batch.bytes })),
    }
    const outcome = await link.send(ask)
    this.#settler.settle(link, request, outcome)
    if (this.#ended !== null) this.drop(this.#ended)
    for (const { lane } of request) if (lane.wants) this.#wanting.add(lane)
    this.pump()
  }
}
