import type { TopicPartitionId } from '#kafka/calls.ts'
import type { RecordProducer, WrittenBatch } from '#kafka/record-producer.ts'
import { WriteFault } from '#kafka/write-faults.ts'
import type { NewRecord } from '#kafka/writer.ts'
import { packBatch } from '#records/batch-packer.ts'
import type { CodecName } from '#records/record.ts'
import type { Failure, WriteItem } from './lane-item.ts'
import type { ParcelSender } from './outbox.ts'
import type { Parcel } from './parcel.ts'
import { keyOf, type WrittenBook } from './written-book.ts'

export interface KafkaSenderOptions {
  producer: RecordProducer
  /** `source`: as the batch that the first of them stood in. */
  compression: CodecName | 'source'
  /** Times are those of the sending. */
  stampNow: boolean
  /** Largest batch each topic takes; null: not known. */
  largest(topic: string): number | null
  written: WrittenBook
  /** Resolves when they are in the side file. */
  onFailed(failures: Failure[]): Promise<void>
  /**
   * Waits for each batch before the next of its partition: where records may be refused one by one, those after them must
   * not overtake the rest of their batch.
   */
  careful: boolean
  /** Told before each batch is sent. */
  onSend(bytes: number): void
}

/** Larger ones are hardly faster, and many are held until they are confirmed. */
const BATCH_BYTES = 256 * 1024
/** What a batch and its headers take beside the records. */
const ROOM = 0.9
/** Where it is not known how much a topic takes. */
const CAREFUL_BYTES = 512 * 1024
/** What one record may be refused for, while others of its batch would not be. */
const OF_ONE: readonly string[] = ['RECORD_TOO_LARGE', 'RECORD_REFUSED']

/** Writes parcels to Kafka; what is refused for itself goes to the side file. */
export class KafkaSender implements ParcelSender {
  readonly #options: KafkaSenderOptions
  /** The last batch of each partition, where they wait for each other. */
  readonly #turns = new Map<string, Promise<void>>()
  /** The last batch of each partition that is made ready. */
  readonly #packing = new Map<string, Promise<void>>()

  constructor(options: KafkaSenderOptions) {
    this.#options = options
  }

  maxBytes({ topic }: TopicPartitionId): number {
    const largest = this.#options.largest(topic)
    return largest === null ? CAREFUL_BYTES : Math.min(BATCH_BYTES, Math.floor(largest * ROOM))
  }

  /** Whether a batch is taken as it is. */
  takes({ topic }: TopicPartitionId, bytes: number): boolean {
    return bytes <= (this.#options.largest(topic) ?? CAREFUL_BYTES)
  }

  async send(parcel: Parcel): Promise<void> {
    if (!this.#options.careful) return await this.#send(parcel)
    const key = keyOf(parcel.target)
    const mine = (this.#turns.get(key) ?? Promise.resolve()).then(() => this.#send(parcel))
    this.#turns.set(key, mine)
    mine.catch(() => {})
    await mine
  }

  async #send(parcel: Parcel): Promise<void> {
    const { written } = this.#options
    try {
      const { length, batch } = await this.#handOver(parcel)
      const { baseOffset } = await batch
      parcel.settle(length)
      written.addParcel(parcel, baseOffset)
    } catch (error) {
      if (!isOfOne(error) || parcel.copy !== null) throw error
      await this.#sendEach(parcel, error)
    }
  }

  /** Batches are compressed side by side, and handed over in the order of their partition. */
  async #handOver(parcel: Parcel): Promise<{ length: number; batch: Promise<WrittenBatch> }> {
    const { target, copy, records } = parcel
    const key = keyOf(target)
    const packing = copy === null ? this.#pack(parcel.items) : Promise.resolve(copy.batch.bytes)
    const before = this.#packing.get(key)
    const mine = (async () => {
      const [bytes] = await Promise.all([packing, before])
      const batch = this.#sendBytes(target, bytes, records)
      return { length: bytes.length, batch }
    })()
    const handed = mine.then(
      () => {},
      () => {},
    )
    this.#packing.set(key, handed)
    return await mine
  }

  async #sendBytes(target: TopicPartitionId, bytes: Buffer, records: number) {
    this.#options.onSend(bytes.length)
    const { topic, partition } = target
    return await this.#options.producer.send({ topic, partition, bytes, records })
  }

  async #pack(items: readonly WriteItem[]): Promise<Buffer> {
    const { compression, stampNow } = this.#options
    const codec = compression === 'source' ? (items[0]?.source.batch.codec ?? 'none') : compression
    return await packBatch(
      items.map(({ record }) => (stampNow ? stamped(record) : record)),
      codec,
    )
  }

  /** One by one: only what is refused by itself is left out. */
  async #sendEach(parcel: Parcel, first: WriteFault): Promise<void> {
    const { written, onFailed } = this.#options
    const bytes: (number | null)[] = []
    const failures: Failure[] = []
    for (const item of parcel.items) {
      try {
        if (parcel.items.length === 1) throw first
        const packed = await this.#pack([item])
        const { length } = packed
        const { baseOffset } = await this.#sendBytes(parcel.target, packed, 1)
        written.add(parcel.target, baseOffset, 1)
        bytes.push(length)
      } catch (error) {
        if (!isOfOne(error)) throw error
        const { topic, partition, record } = item.source
        failures.push({ topic, partition, offset: record.offset, code: error.code, reason: error.message })
        bytes.push(null)
      }
    }
    await onFailed(failures)
    parcel.settleEach(bytes)
  }
}

function isOfOne(error: unknown): error is WriteFault {
  return error instanceof WriteFault && error.written === 'no' && OF_ONE.includes(error.code)
}

function stamped(record: NewRecord): NewRecord {
  return { ...record, timestamp: BigInt(Date.now()) }
}
