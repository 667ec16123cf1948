import { packBatch } from '#records/batch-packer.ts'
import type { ReplaySink } from '../replay-parts.ts'
import type { ParcelSender } from './outbox.ts'
import type { Parcel } from './parcel.ts'

const BATCH_BYTES = 512 * 1024

/** Hands parcels to a file or an endpoint, one after the other in the order of the source. */
export class SinkSender implements ParcelSender {
  readonly #sink: ReplaySink
  readonly #signal: AbortSignal
  #turn: Promise<void> = Promise.resolve()

  constructor(sink: ReplaySink, signal: AbortSignal) {
    this.#sink = sink
    this.#signal = signal
  }

  maxBytes(): number {
    return BATCH_BYTES
  }

  async send(parcel: Parcel): Promise<void> {
    const mine = this.#turn.then(async () => {
      await this.#sink.write(
        parcel.items.map(({ source, record }) => ({ source, shaped: record })),
        this.#signal,
      )
    })
    // After one that failed none is tried: they would stand before it.
    this.#turn = mine
    mine.catch(() => {})
    await mine
    parcel.settle(parcel.size)
  }
}

/** Does everything but write: what would be written is counted as it would be. */
export class DrySender implements ParcelSender {
  maxBytes(): number {
    return BATCH_BYTES
  }

  async send(parcel: Parcel): Promise<void> {
    const bytes =
      parcel.copy?.batch.header.byteLength ??
      (
        await packBatch(
          parcel.items.map(({ record }) => record),
          parcel.items[0]?.source.batch.codec ?? 'none',
        )
      ).length
    parcel.settle(bytes)
  }
}
