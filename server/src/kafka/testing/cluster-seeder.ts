/** Puts the same content into a real cluster and into one in memory, for the cases that both must answer alike. */
export interface ClusterSeeder {
  createTopic(spec: SeedTopic): Promise<void>
  /** One batch. */
  append(topic: string, partition: number, records: readonly SeedRecord[]): Promise<void>
  /** One batch in a transaction of its own. An open one is aborted by {@link close}. */
  transaction(
    topic: string,
    partition: number,
    records: readonly SeedRecord[],
    end: 'commit' | 'abort' | 'open',
  ): Promise<void>
  deleteRecords(topic: string, partition: number, before: bigint): Promise<void>
  close(): Promise<void>
}

interface SeedTopic {
  name: string
  partitions: number
  replication?: number
  configs?: Record<string, string>
}

export interface SeedRecord {
  timestamp: number
  key?: string | null
  value: string | null
}
