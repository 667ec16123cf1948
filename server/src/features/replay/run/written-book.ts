import type { ReplayWritten } from '@sluice/shared/replay-job'
import type { TopicPartitionId } from '#kafka/calls.ts'
import type { Stretch } from './lane-progress.ts'
import type { Parcel } from './parcel.ts'

/** From where on a partition of the target may have records of the job that it does not know of. */
export interface Floor extends TopicPartitionId {
  offset: string
}

interface Entry {
  topic: string
  partition: number
  first: bigint
  last: bigint
  records: bigint
}

/** Where in the target a job wrote, and from where on it would have to look, did it end now. */
export class WrittenBook {
  readonly #entries = new Map<string, Entry>()
  readonly #floors = new Map<string, TopicPartitionId & { offset: bigint }>()
  /** Written, while something before them in the source is not: a job that goes on would read them again. */
  #ahead: { target: TopicPartitionId; base: bigint; stretches: readonly Stretch[] }[] = []
  /** Found by a look into the target, and not yet passed in the source: a job that goes on has to find them again. */
  #found: { floors: readonly Floor[]; passed: () => boolean } | null = null

  constructor(written: readonly ReplayWritten[], floors: readonly Floor[]) {
    for (const { topic, partition, first, last, records } of written)
      this.#entries.set(keyOf({ topic, partition }), {
        ...{ topic, partition, first: BigInt(first), last: BigInt(last), records: BigInt(records) },
      })
    for (const { topic, partition, offset } of floors)
      this.#floors.set(keyOf({ topic, partition }), { topic, partition, offset: BigInt(offset) })
  }

  add(target: TopicPartitionId, base: bigint, records: number): void {
    const { topic, partition } = target
    const last = base + BigInt(records) - 1n
    const known = this.#entries.get(keyOf(target))
    if (known === undefined)
      this.#entries.set(keyOf(target), { topic, partition, first: base, last, records: BigInt(records) })
    else {
      if (base < known.first) known.first = base
      if (last > known.last) known.last = last
      known.records += BigInt(records)
    }
  }

  addParcel(parcel: Parcel, base: bigint): void {
    this.add(parcel.target, base, parcel.records)
    if (parcel.passed) return
    // Not the parcel: its records are held in memory no longer than they have to be.
    const stretches = parcel.shares.map(({ stretch }) => stretch)
    this.#ahead.push({ target: parcel.target, base, stretches })
  }

  /** Has the places that were looked from stay as they are until what was found there is passed. */
  keepFloors(floors: readonly Floor[], passed: () => boolean): void {
    this.#found = { floors, passed }
  }

  written(): ReplayWritten[] {
    return [...this.#entries.values()].map(({ topic, partition, first, last, records }) => ({
      ...{ topic, partition, first: `${first}`, last: `${last}`, records: `${records}` },
    }))
  }

  floors(): Floor[] {
    this.#ahead = this.#ahead.filter(({ stretches }) => stretches.some(({ passed }) => !passed))
    const floors = new Map(this.#floors)
    for (const [key, { topic, partition, last }] of this.#entries)
      floors.set(key, { topic, partition, offset: last + 1n })
    for (const { target, base } of this.#ahead) {
      const key = keyOf(target)
      const known = floors.get(key)
      if (known === undefined || base < known.offset) floors.set(key, { ...target, offset: base })
    }
    if (this.#found?.passed() === true) this.#found = null
    for (const { topic, partition, offset } of this.#found?.floors ?? [])
      floors.set(keyOf({ topic, partition }), { topic, partition, offset: BigInt(offset) })
    return [...floors.values()].map(({ topic, partition, offset }) => ({
      topic,
      partition,
      offset: `${offset}`,
    }))
  }
}

export function keyOf({ topic, partition }: TopicPartitionId): string {
  return `${topic}/${partition}`
}
