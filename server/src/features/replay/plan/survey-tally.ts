import { createHash } from 'node:crypto'
import type { WalkedRecord } from '#features/messages/record-walk.ts'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import type { CodecName } from '#records/record.ts'
import type { Shaped } from '../replay-parts.ts'

/** Keys are told apart up to so many; beyond it is only known that there are more. */
const KEYS_MAX = 1_000_000
const KEY_BYTES_WHOLE = 40
/** What a record takes beside key, value and headers, at most nearly always. */
const RECORD_OVERHEAD = 30

/** What the records of a target topic would be. */
export interface TargetTally {
  records: number
  nullKeys: number
  tombstones: number
  oversize: number
  largest: number
  first: bigint | null
  last: bigint | null
}

/** Counts what is looked at, as it is and as it would be written. */
export class SurveyTally {
  looked = 0
  matched = 0
  filterErrors = 0
  bytes = 0
  tombstones = 0
  nullKeys = 0
  largest = 0
  outOfOrder = 0
  transactional = 0
  loops = 0
  failed = 0
  /** Of those that failed, the ones whose headers name no target. */
  originUnknown = 0
  firstReason: string | null = null
  first: bigint | null = null
  last: bigint | null = null
  readonly codecs = new Set<CodecName>()
  readonly targets = new Map<string, TargetTally>()
  /** Keys that stand in more than one partition of their topic. */
  movedKeys = 0
  /** More keys than are told apart. */
  manyKeys = false
  readonly #keys = new Map<string, number>()
  readonly #newest = new Map<string, bigint>()

  get keys(): number {
    return this.#keys.size
  }

  /** A record that is meant. */
  add({ topic, partition }: TopicPartitionId, { record, header }: WalkedRecord): void {
    const { key, value, timestamp, size } = record
    this.matched += 1
    this.bytes += size
    this.largest = Math.max(this.largest, size)
    if (value === null) this.tombstones += 1
    if (key === null) this.nullKeys += 1
    else this.#addKey(topic, partition, key)
    if (header.transactional) this.transactional += 1
    this.codecs.add(header.codec)
    // −1 is no time.
    if (timestamp < 0n) return
    this.first = this.first === null || timestamp < this.first ? timestamp : this.first
    this.last = this.last === null || timestamp > this.last ? timestamp : this.last
    const place = `${topic}/${partition}`
    const newest = this.#newest.get(place)
    if (newest !== undefined && timestamp < newest) this.outOfOrder += 1
    else this.#newest.set(place, timestamp)
  }

  /** What would become of one. `maxBytes`: of the target topic; null: not known. */
  addShaped(shaped: Shaped, maxBytesOf: (topic: string) => number | null): void {
    if (shaped.kind === 'skip') {
      this.loops += 1
      return
    }
    if (shaped.kind === 'fail') {
      this.failed += 1
      if (shaped.code === 'ORIGIN_UNKNOWN') this.originUnknown += 1
      else this.firstReason ??= shaped.reason
      return
    }
    const { target, record } = shaped
    const tally = this.targets.get(target.topic) ?? newTally()
    this.targets.set(target.topic, tally)
    const size = sizeOf(record)
    tally.records += 1
    if (record.key === null) tally.nullKeys += 1
    if (record.value === null) tally.tombstones += 1
    tally.largest = Math.max(tally.largest, size)
    if (size > (maxBytesOf(target.topic) ?? Number.POSITIVE_INFINITY)) tally.oversize += 1
    const { timestamp } = record
    // −1 is no time, and no bound of times holds it.
    if (timestamp < 0n) return
    tally.first = tally.first === null || timestamp < tally.first ? timestamp : tally.first
    tally.last = tally.last === null || timestamp > tally.last ? timestamp : tally.last
  }

  #addKey(topic: string, partition: number, key: Buffer): void {
    const name =
      key.length <= KEY_BYTES_WHOLE
        ? `${topic}/${key.toString('latin1')}`
        : `${topic}#${createHash('sha1').update(key).digest('base64')}`
    const seen = this.#keys.get(name)
    if (seen === undefined) {
      if (this.#keys.size < KEYS_MAX) this.#keys.set(name, partition)
      else this.manyKeys = true
    } else if (seen !== partition && seen !== -1) {
      this.movedKeys += 1
      this.#keys.set(name, -1)
    }
  }
}

function newTally(): TargetTally {
  return { records: 0, nullKeys: 0, tombstones: 0, oversize: 0, largest: 0, first: null, last: null }
}

function sizeOf({ key, value, headers }: (Shaped & { kind: 'write' })['record']): number {
  let size = RECORD_OVERHEAD + (key?.length ?? 0) + (value?.length ?? 0)
  for (const header of headers) size += header.key.length + (header.value?.length ?? 0) + 4
  return size
}
