import { setTimeout as sleep } from 'node:timers/promises'
import { partitionNotFound } from '../../faults.ts'
import { KafkaFault } from '../../kafka-fault.ts'
import { notSent } from '../../write-faults.ts'
import { KAFKA, partitionFault } from '../error-codes.ts'
import type { BatchSender } from './batch-sender.ts'
import type { PartitionLane } from './partition-lane.ts'
import type { ProducerIdentity, TransactionCalls } from './transaction-calls.ts'

/** Between two attempts to add what its coordinator did not take. */
const PAUSE_MS = 100

/** A transaction that was begun: its coordinator is told of each partition before anything is written there. */
export class OpenTransaction {
  readonly startedAt = performance.now()
  /** Its coordinator has something to end. */
  touched = false
  /** A request of it may or may not have been carried out. */
  doubt = false
  readonly #calls: TransactionCalls
  readonly #sender: BatchSender
  readonly #identity: () => ProducerIdentity
  readonly #onOver: () => void
  readonly #added = new Set<PartitionLane>()
  readonly #wanted = new Set<PartitionLane>()
  #adding: Promise<void> | null = null

  constructor(
    calls: TransactionCalls,
    sender: BatchSender,
    identity: () => ProducerIdentity,
    onOver: () => void,
  ) {
    this.#calls = calls
    this.#sender = sender
    this.#identity = identity
    this.#onOver = onOver
  }

  /** Whether the partition is in it; one that is not is added. */
  admits(lane: PartitionLane): boolean {
    if (this.#added.has(lane)) return true
    this.#wanted.add(lane)
    this.#adding ??= this.#add().finally(() => {
      this.#adding = null
    })
    return false
  }

  /** Adds nothing more: what comes after the end of a transaction would begin another one. Nothing may be left to send. */
  async quiet(): Promise<void> {
    await this.#adding
  }

  async #add(): Promise<void> {
    // All that are wanted in this turn are added together.
    await Promise.resolve()
    for (let first = true; this.#wanted.size > 0; first = false) {
      if (!first) await sleep(PAUSE_MS)
      const lanes = [...this.#wanted].filter(({ wants }) => wants)
      this.#wanted.clear()
      if (lanes.length > 0) await this.#addOnce(lanes)
      this.#sender.pump()
    }
  }

  async #addOnce(lanes: readonly PartitionLane[]): Promise<void> {
    try {
      const codeOf = await this.#calls.addPartitions(this.#identity(), lanes)
      for (const lane of lanes) this.#settle(lane, codeOf(lane))
    } catch (error) {
      if (!(error instanceof KafkaFault)) throw error
      this.doubt = true
      if (error.code === 'PRODUCER_FENCED') this.#onOver()
      else for (const lane of lanes) this.#sender.refuse(lane, notSent(error))
    }
  }

  #settle(lane: PartitionLane, code: number): void {
    if (code === KAFKA.none) {
      this.#added.add(lane)
      this.touched = true
    } else if (code === KAFKA.unknownTopicOrPartition || code === KAFKA.operationNotAttempted) {
      const { topic, partition } = lane
      const missing = code === KAFKA.unknownTopicOrPartition
      if (missing) this.#sender.missing(lane, notSent(partitionNotFound(topic, partition, null)))
      if (lane.wants) this.#wanted.add(lane)
    } else this.#sender.refuse(lane, notSent(partitionFault(code, lane, 'Write')))
  }
}
