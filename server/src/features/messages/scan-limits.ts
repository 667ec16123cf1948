import { PREVIEW_BYTES } from '@sluice/shared/messages'

const KIB = 1024
const MIB = 1024 * KIB

/** What bounds one scan. Bytes are as fetched, before decompression; a batch larger than a cap still comes whole. */
export interface ScanLimits {
  deadlineMs: number
  progressMs: number
  heartbeatMs: number
  flushMs: number
  flushBytes: number
  flushRows: number
  /** Of each payload of a row; an export wants all of them. */
  previewBytes: number
  /** One partition's share of one fetch, at first and at most. */
  firstFetchBytes: number
  fetchBytes: number
  /** Fetched and not yet merged, over all partitions. */
  bufferBytes: number
  /** Compressed bytes of an answer below which it costs more to have them sifted than to search them. */
  siftBytes: number
  /** How long a broker may wait for the first byte, and how long we wait for the broker. */
  fetchWaitMs: number
  callTimeoutMs: number
  /** How long a partition may keep failing before it counts as missing. */
  retryMs: number
  /** Read beyond the newest n of a partition, because its timestamps are out of order. */
  disorderBytes: number
  /** Backward: read at a time, over all partitions, before any of it counts; a deadline loses no more. */
  stretchBytes: number
  /** Backward searches: what one slice of time may hold. */
  sliceBytes: number
  /** How often a reader is told where it could go on; a long cursor comes as much more seldom as it is longer. */
  cursorMs: number
  cursorChars: number
}

export const SCAN_LIMITS: Readonly<ScanLimits> = {
  deadlineMs: 30_000,
  progressMs: 250,
  heartbeatMs: 10_000,
  flushMs: 50,
  flushBytes: 256 * KIB,
  flushRows: 500,
  previewBytes: PREVIEW_BYTES,
  firstFetchBytes: 64 * KIB,
  fetchBytes: MIB,
  bufferBytes: 24 * MIB,
  siftBytes: 256 * KIB,
  fetchWaitMs: 250,
  callTimeoutMs: 10_000,
  retryMs: 5_000,
  disorderBytes: 32 * MIB,
  stretchBytes: 64 * MIB,
  sliceBytes: 64 * MIB,
  cursorMs: 1_000,
  cursorChars: 64 * KIB,
}
