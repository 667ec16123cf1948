import type { IHeaders, KafkaMessage } from 'kafkajs'

export interface Received {
  topic: string
  key: string
  value: Buffer | null
  headers: IHeaders
}

export interface Place {
  topic: string
  partition: number
  offset: string
}

/** More than this between two writes is read and done with, and nothing comes of it. */
const KEPT_MAX = 20

/** What a service has read and not yet acted on, and up to where. */
export class Inbox {
  #records: Received[] = []
  #places = new Map<string, Place>()

  put(topic: string, partition: number, messages: readonly KafkaMessage[]): void {
    for (const { key, value, headers = {}, offset } of messages) {
      if (this.#records.length < KEPT_MAX)
        this.#records.push({ topic, key: key?.toString() ?? '', value, headers })
      this.#places.set(`${topic}/${partition}`, { topic, partition, offset: String(BigInt(offset) + 1n) })
    }
  }

  /** Everything that is there, which is gone from here then. */
  take(): { records: Received[]; places: Place[] } {
    const taken = { records: this.#records, places: [...this.#places.values()] }
    this.#records = []
    this.#places = new Map()
    return taken
  }
}
