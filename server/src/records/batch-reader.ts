import { BatchError } from './batch-error.ts'
import { AT, HEADER_BYTES, PREFIX_BYTES, readHeader } from './batch-header.ts'
import { crc32c } from './crc32c.ts'
import type { BatchHeader, BrokenBatch, RecordBatch } from './record.ts'

export interface ReadOptions {
  /**
   * Check each batch's CRC32C while walking (default). Otherwise call {@link verifyBatch} before reading records.
   * `unconfirmed`: check only where no next batch confirms the last offset, because a reader goes on from there.
   */
  crc?: boolean | 'unconfirmed'
}

/** A legacy message: CRC, magic, attributes, and the lengths of a null key and a null value. */
const LEGACY_MIN_LENGTH = 14

/**
 * Walks the batches of a fetched record set without decompressing any. A cut batch at the end is left out, as brokers
 * cut there; but the first one always comes whole (KIP-74), so one that does not fit is broken.
 */
export function* readBatches(
  bytes: Buffer,
  options: ReadOptions = {},
): Generator<RecordBatch | BrokenBatch, void, void> {
  const check = options.crc ?? true
  let at = 0
  while (bytes.length - at > AT.magic) {
    const byteLength = PREFIX_BYTES + bytes.readInt32BE(at + AT.length)
    const magic = bytes.readInt8(at + AT.magic)
    if (byteLength < shortestOf(magic)) {
      yield broken(bytes, at, bytes.length - at, `its length, ${byteLength} bytes, is impossible`)
      return
    }
    if (byteLength > bytes.length - at) {
      const came = `only ${bytes.length} of its ${byteLength} bytes came`
      if (at === 0) yield broken(bytes, at, bytes.length, came)
      return
    }
    if (magic === 0 || magic === 1) {
      const run = legacyRun(bytes, at)
      yield run
      at += run.byteLength
      continue
    }
    yield magic === 2 ? readOne(bytes, at, byteLength, check) : unknownFormat(bytes, at, byteLength, magic)
    at += byteLength
  }
}

/** Compares the batch's CRC32C with its bytes; throws a {@link BatchError} `crc` where they differ. */
export function verifyBatch(batch: RecordBatch): void {
  const fault = crcFault(batch)
  if (fault !== null) throw new BatchError('crc', `The batch cannot be read: ${fault}.`)
}

function readOne(
  bytes: Buffer,
  at: number,
  byteLength: number,
  crc: boolean | 'unconfirmed',
): RecordBatch | BrokenBatch {
  const header = readHeader(bytes, at, byteLength)
  if (typeof header === 'string') return broken(bytes, at, byteLength, header)
  const batch: RecordBatch = { ok: true, header, bytes: bytes.subarray(at, at + byteLength) }
  const check = crc === 'unconfirmed' ? !confirmed(bytes, header, at + byteLength) : crc
  const fault = check ? crcFault(batch) : null
  return fault === null ? batch : broken(bytes, at, byteLength, fault)
}

/** Whether the batch that follows begins behind the last offset that this one claims. */
function confirmed(bytes: Buffer, { lastOffset }: BatchHeader, end: number): boolean {
  return bytes.length - end >= AT.length && bytes.readBigInt64BE(end) > lastOffset
}

/** What differs, or null: a walk over a damaged log throws nothing. */
function crcFault({ header, bytes }: RecordBatch): string | null {
  const computed = crc32c(bytes.subarray(AT.attributes))
  if (computed === header.crc) return null
  return `its bytes were damaged (the CRC32C in its header is ${hex(header.crc)}, that of its bytes ${hex(computed)})`
}

/** One entry for neighbouring legacy messages: a set of them would otherwise flood the reader with notes. */
function legacyRun(bytes: Buffer, start: number): BrokenBatch {
  const baseOffset = bytes.readBigInt64BE(start)
  let lastOffset = baseOffset
  let at = start
  while (bytes.length - at > AT.magic) {
    const byteLength = PREFIX_BYTES + bytes.readInt32BE(at + AT.length)
    const magic = bytes.readInt8(at + AT.magic)
    const whole = byteLength >= shortestOf(magic) && byteLength <= bytes.length - at
    if (!whole || (magic !== 0 && magic !== 1)) break
    lastOffset = bytes.readBigInt64BE(at)
    at += byteLength
  }
  const reason = 'Written in message format 0/1 (before Kafka 0.11), which is not read here.'
  return { ok: false, baseOffset, lastOffset, byteLength: at - start, reason }
}

function unknownFormat(bytes: Buffer, at: number, byteLength: number, magic: number): BrokenBatch {
  return broken(bytes, at, byteLength, `its message format, ${magic}, is unknown`)
}

/**
 * Covers what the header tells: magic 2 names its last offset even where the rest is wrong. But that may be damaged
 * too, and a reader goes on behind it, so the batch that follows has the last word.
 */
function broken(bytes: Buffer, at: number, byteLength: number, why: string): BrokenBatch {
  const baseOffset = bytes.readBigInt64BE(at)
  const known = bytes.length - at >= HEADER_BYTES && bytes.readInt8(at + AT.magic) === 2
  const delta = known ? bytes.readInt32BE(at + AT.lastOffsetDelta) : 0
  const claimed = baseOffset + BigInt(Math.max(delta, 0))
  const end = at + byteLength
  const next = bytes.length - end < AT.length ? null : bytes.readBigInt64BE(end)
  const lastOffset = next !== null && next > baseOffset && next <= claimed ? next - 1n : claimed
  return { ok: false, baseOffset, lastOffset, byteLength, reason: `The batch cannot be read: ${why}.` }
}

function shortestOf(magic: number): number {
  return magic === 2 ? HEADER_BYTES : PREFIX_BYTES + LEGACY_MIN_LENGTH
}

function hex(crc: number): string {
  return `0x${crc.toString(16).padStart(8, '0')}`
}
