/** Compression of a batch, by the three low bits of its attributes. */
export type CodecName = 'none' | 'gzip' | 'snappy' | 'lz4' | 'zstd'

/** The fixed part of a record batch, magic 2 (61 bytes; Kafka's message format, KIP-98). Never compressed. */
export interface BatchHeader {
  baseOffset: bigint
  /** Offset of the last record the batch once held: compaction may have removed it. The next batch begins after it. */
  lastOffset: bigint
  /** Bytes of the whole batch, header included. */
  byteLength: number
  leaderEpoch: number
  magic: number
  crc: number
  codec: CodecName
  timestampType: 'CreateTime' | 'LogAppendTime'
  transactional: boolean
  control: boolean
  baseTimestamp: bigint
  /**
   * Milliseconds since 1970 after which compaction removes the batch's tombstones, or its marker (KIP-534); null while
   * no cleaner has set it. It takes the place of the base timestamp.
   */
  deleteHorizon: bigint | null
  maxTimestamp: bigint
  /** −1 for a producer that is neither idempotent nor transactional. */
  producerId: bigint
  producerEpoch: number
  baseSequence: number
  recordCount: number
}

/** A batch with its bytes: `bytes` is a view of the fetched buffer, header included. */
export interface RecordBatch {
  ok: true
  header: BatchHeader
  bytes: Buffer
}

/** A stretch of the log that cannot be read, with the offsets it covers where the header tells them. */
export interface BrokenBatch {
  ok: false
  baseOffset: bigint
  lastOffset: bigint
  byteLength: number
  reason: string
}

export interface RecordHeader {
  key: string
  /** The key's bytes where they are no valid UTF-8; `key` then shows U+FFFD for what is not. */
  keyBytes?: Buffer
  value: Buffer | null
}

/** One record. `key`, `value` and headers are views of the (decompressed) batch: copy what outlives it. */
export interface LogRecord {
  offset: bigint
  timestamp: bigint
  key: Buffer | null
  value: Buffer | null
  /** In the order of the log, duplicates kept. */
  headers: RecordHeader[]
  /** Bytes of the record inside its batch, length prefix included. */
  size: number
}
