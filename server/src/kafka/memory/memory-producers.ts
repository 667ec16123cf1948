import type { ProducerDescription } from '../transactions.ts'

/** What a leader remembers of the producers that wrote to one partition. */
export class ProducerStates {
  readonly #producers = new Map<bigint, ProducerDescription>()

  /** The lowest first offset of an open transaction; null while none is open. */
  get lowestOpen(): bigint | null {
    let lowest: bigint | null = null
    for (const { transactionStart } of this.#producers.values()) {
      if (transactionStart === null) continue
      if (lowest === null || transactionStart < lowest) lowest = transactionStart
    }
    return lowest
  }

  wrote(state: {
    producerId: bigint
    producerEpoch: number
    lastSequence: number
    lastTimestamp: bigint
    /** The batch's offset, where it is of a transaction. */
    transactionOffset: bigint | null
  }): void {
    const { producerId, producerEpoch, lastSequence, lastTimestamp, transactionOffset } = state
    const before = this.#producers.get(producerId)
    this.#producers.set(producerId, {
      producerId,
      producerEpoch,
      lastSequence: lastSequence < 0 ? null : lastSequence,
      lastTimestamp,
      coordinatorEpoch: before?.coordinatorEpoch ?? null,
      transactionStart: before?.transactionStart ?? transactionOffset,
    })
  }

  /** Ends the producer's open transaction; its first offset, or null where none was open. */
  ended(producerId: bigint, timestamp: bigint): bigint | null {
    const before = this.#producers.get(producerId)
    const first = before?.transactionStart ?? null
    if (before === undefined || first === null) return null
    const ended = { lastTimestamp: timestamp, coordinatorEpoch: 0, transactionStart: null }
    this.#producers.set(producerId, { ...before, ...ended })
    return first
  }

  list(): ProducerDescription[] {
    return [...this.#producers.values()]
  }
}
