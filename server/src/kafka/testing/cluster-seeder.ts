/** Puts the same content into a real cluster and into one in memory, for the cases that both must answer alike. */
export interface ClusterSeeder {
  createTopic(spec: SeedTopic): Promise<void>
  deleteTopic(topic: string): Promise<void>
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
  /** Commits for a group without members, one topic at a time. */
  commit(
    group: string,
    topic: string,
    offsets: readonly { partition: number; offset: bigint }[],
  ): Promise<void>
  /** A member that reads all of `topic` and is stable when this resolves; {@link close} ends those still there. */
  join(group: string, topic: string, member: SeedMember): Promise<{ leave(): Promise<void> }>
  close(): Promise<void>
}

export interface SeedMember {
  kind: 'classic' | 'consumer'
  clientId: string
  instanceId?: string
  /** It commits what it has read, every tenth of a second; a classic member alone. */
  commits?: boolean
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
