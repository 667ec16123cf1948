import type { ClusterSeeder } from '#kafka/testing/cluster-seeder.ts'

/** A partition as whoever filled it knows it: nothing here was asked of Kafka. */
export interface KnownLog {
  topic: string
  partition: number
  start: number
  end: number
  /** Where the open transaction begins, else the end. */
  stable: number
  /** Time of each message that a reader of committed messages gets, by offset. */
  times: Map<number, number>
}

/** When the first message at or behind an offset was written, or null where there is none. */
export function nextTimeAt(log: KnownLog, offset: number): number | null {
  for (let at = Math.max(offset, log.start); at < log.stable; at += 1) {
    const time = log.times.get(at)
    if (time !== undefined) return time
  }
  return null
}

const DAY = 86_400_000

/** Fills partitions and remembers what they hold. */
export class KnownLogs {
  readonly #seeder: ClusterSeeder
  readonly #logs = new Map<string, KnownLog>()
  #written = 0

  constructor(seeder: ClusterSeeder) {
    this.#seeder = seeder
  }

  async create(topic: string, partitions: number): Promise<void> {
    await this.#seeder.createTopic({ name: topic, partitions })
    for (let partition = 0; partition < partitions; partition += 1)
      this.#logs.set(`${topic}/${partition}`, {
        ...{ topic, partition, start: 0, end: 0, stable: 0, times: new Map() },
      })
  }

  all(): KnownLog[] {
    return [...this.#logs.values()]
  }

  log(topic: string, partition: number): KnownLog {
    const log = this.#logs.get(`${topic}/${partition}`)
    if (log === undefined) throw new Error(`Nobody filled ${topic}/${partition}`)
    return log
  }

  async append(topic: string, partition: number, count: number): Promise<void> {
    const log = this.log(topic, partition)
    const records = this.#records(count)
    await this.#seeder.append(topic, partition, records)
    this.#take(log, records, true)
    log.stable = log.end
  }

  /** An open one must be the last in its partition. */
  async transaction(
    topic: string,
    partition: number,
    count: number,
    end: 'commit' | 'abort' | 'open',
  ): Promise<void> {
    const log = this.log(topic, partition)
    const records = this.#records(count)
    await this.#seeder.transaction(topic, partition, records, end)
    this.#take(log, records, end === 'commit')
    if (end === 'open') return
    log.end += 1
    log.stable = log.end
  }

  async deleteBefore(topic: string, partition: number, before: number): Promise<void> {
    await this.#seeder.deleteRecords(topic, partition, BigInt(before))
    this.log(topic, partition).start = before
  }

  /** Times out of order, over two days: an age read at the wrong offset is wrong by far more than a second. */
  #records(count: number): { timestamp: number; value: string }[] {
    return Array.from({ length: count }, () => {
      this.#written += 1
      const ago = 60_000 + ((this.#written * 7_919_000) % (2 * DAY))
      return { timestamp: Date.now() - ago, value: `v${this.#written}` }
    })
  }

  #take(log: KnownLog, records: readonly { timestamp: number }[], read: boolean): void {
    for (const [index, { timestamp }] of records.entries())
      if (read) log.times.set(log.end + index, timestamp)
    log.end += records.length
  }
}
