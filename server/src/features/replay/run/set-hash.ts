import { hash } from 'node:crypto'
import { PROVENANCE } from '@sluice/shared/replay'
import type { TopicPartitionId } from '#kafka/calls.ts'
import type { RecordHeader } from '#records/record.ts'

interface Hashed {
  timestamp: bigint
  key: Buffer | null
  value: Buffer | null
  headers: readonly RecordHeader[]
}

const OURS: ReadonlySet<string> = new Set(Object.values(PROVENANCE))
const MODULUS = (1n << 128n) - 1n

/** A hash over records that does not depend on their order: the sum of those of each, of 128 bits. */
export class SetHasher {
  #records = 0n
  #sum = 0n
  readonly #withTime: boolean

  /** `withTime`: whether the records’ times count; not where they are made anew in writing. */
  constructor(withTime: boolean) {
    this.#withTime = withTime
  }

  add(target: TopicPartitionId, record: Hashed): void {
    const parts: Buffer[] = [Buffer.from(`${target.topic}/${target.partition}`)]
    if (this.#withTime) parts.push(Buffer.from(record.timestamp.toString()))
    put(parts, record.key)
    put(parts, record.value)
    for (const { key, keyBytes, value } of record.headers) {
      if (OURS.has(key)) continue
      put(parts, keyBytes ?? Buffer.from(key))
      put(parts, value)
    }
    const digest = hash('sha256', Buffer.concat(parts), 'buffer')
    this.#sum = (this.#sum + ((digest.readBigUInt64BE(0) << 64n) | digest.readBigUInt64BE(8))) & MODULUS
    this.#records += 1n
  }

  get records(): bigint {
    return this.#records
  }

  told(): { records: string; hash: string } {
    return { records: `${this.#records}`, hash: this.#sum.toString(16).padStart(32, '0') }
  }
}

/** Its length first: nothing that stands beside it can be taken for a part of it. */
function put(parts: Buffer[], bytes: Buffer | null): void {
  const length = Buffer.allocUnsafe(4)
  length.writeInt32BE(bytes === null ? -1 : bytes.length)
  parts.push(length)
  if (bytes !== null) parts.push(bytes)
}
