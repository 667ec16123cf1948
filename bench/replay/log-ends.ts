import { createRealGateway } from '../../server/src/kafka/real/real-gateway.ts'
import { createRealWriter } from '../../server/src/kafka/real/real-writer.ts'
import { connectionTo } from '../../server/src/kafka/testing/connection-to.ts'
import type { BuiltServer } from '../built-server.ts'
import type { JobClient } from './job-client.ts'

/** What each part of the measurement works on. */
export interface ReplayGround {
  bootstrap: string[]
  server: BuiltServer
  client: JobClient
  ends: LogEnds
}

/** Topics, and how many records are in them as Kafka says, not as a job does. */
export class LogEnds {
  readonly #gateway
  readonly #writer

  constructor(bootstrap: string[]) {
    this.#gateway = createRealGateway(connectionTo(bootstrap))
    this.#writer = createRealWriter(connectionTo(bootstrap))
  }

  async create(name: string, partitions: number): Promise<void> {
    await this.#writer.createTopic({ name, partitions, replicationFactor: 1, configs: [] })
  }

  /** Ends of all partitions together. */
  async of(topic: string, partitions: number): Promise<number> {
    const asked = Array.from({ length: partitions }, (_, partition) => ({
      topic,
      partition,
      at: 'latest' as const,
    }))
    let sum = 0
    for (const outcome of await this.#gateway.listOffsets(asked)) {
      if (!outcome.ok) throw outcome.fault
      sum += Number(outcome.value.offset ?? 0n)
    }
    return sum
  }

  async close(): Promise<void> {
    await this.#writer.close()
    await this.#gateway.close()
  }
}
