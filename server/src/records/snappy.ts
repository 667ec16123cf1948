import { compress, compressSync, uncompressSync } from 'snappy'
import { BatchError, tooLarge } from './batch-error.ts'
import { freeBytes } from './free-bytes.ts'

/** What xerial's snappy-java, and so Java's Kafka client, writes before its chunks: magic, version 1, compatible 1. */
const XERIAL_HEADER = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1])
const XERIAL_MAGIC = XERIAL_HEADER.subarray(0, 8)

/** As snappy-java cuts its input. */
const CHUNK_BYTES = 32 * 1024

/** 256 MiB in chunks of the usual size; tiny ones must have an end. */
const MAX_CHUNKS = 8_192

/** Snappy's densest element copies 64 bytes for 3: a preamble that promises more is a lie told to make us allocate. */
const MAX_RATIO = 22

export function decompressSnappy(bytes: Buffer, maxBytes: number): Buffer {
  const block = snappyBlock(bytes, maxBytes)
  const out = uncompressSync(block, { asBuffer: true })
  if (block !== bytes) freeBytes(block)
  return typeof out === 'string' ? Buffer.from(out) : out
}

/**
 * One raw block, whose size has been checked: Java frames chunks of it the xerial way, librdkafka writes it raw; the
 * magic tells. Blocks point back by distances, so that one behind the other they are one block: one call, not dozens.
 */
export function snappyBlock(bytes: Buffer, maxBytes: number): Buffer {
  if (!bytes.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) {
    checkedSize(bytes, maxBytes)
    return bytes
  }
  const parts: Buffer[] = [Buffer.alloc(0)]
  let size = 0
  for (const chunk of xerialChunks(bytes)) {
    if (parts.length > MAX_CHUNKS) {
      throw new BatchError('malformed', `The batch has more than ${MAX_CHUNKS} snappy chunks.`)
    }
    const { value, length } = checkedSize(chunk, maxBytes - size)
    size += value
    parts.push(chunk.subarray(length))
  }
  parts[0] = varint(size)
  return Buffer.concat(parts)
}

/** Snappy as Java's client writes it. */
export function compressSnappy(bytes: Buffer): Buffer {
  return framed(chunksOf(bytes).map((chunk) => compressSync(chunk)))
}

/** The same off this thread. */
export async function compressSnappyAside(bytes: Buffer): Promise<Buffer> {
  return framed(await Promise.all(chunksOf(bytes).map((chunk) => compress(chunk))))
}

function chunksOf(bytes: Buffer): Buffer[] {
  const chunks: Buffer[] = []
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) chunks.push(bytes.subarray(at, at + CHUNK_BYTES))
  return chunks
}

function framed(chunks: readonly Buffer[]): Buffer {
  const parts: Buffer[] = [XERIAL_HEADER]
  for (const chunk of chunks) {
    const length = Buffer.allocUnsafe(4)
    length.writeInt32BE(chunk.length)
    parts.push(length, chunk)
  }
  return Buffer.concat(parts)
}

function* xerialChunks(bytes: Buffer): Generator<Buffer, void, void> {
  let at = XERIAL_HEADER.length
  while (at < bytes.length) {
    const length = bytes.length - at < 4 ? -1 : bytes.readInt32BE(at)
    // snappy-java writes its header again where two of its streams were joined.
    if (length === XERIAL_HEADER.readInt32BE(0)) {
      at += XERIAL_HEADER.length
      continue
    }
    if (length < 0 || length > bytes.length - at - 4) {
      throw new BatchError('malformed', 'A snappy chunk in the batch is longer than the batch.')
    }
    yield bytes.subarray(at + 4, at + 4 + length)
    at += 4 + length
  }
}

/** What a block claims to hold, which is what the decoder will allocate for it. */
function checkedSize(bytes: Buffer, maxBytes: number): { value: number; length: number } {
  const size = preamble(bytes)
  if (size.value > maxBytes) throw tooLarge(maxBytes)
  if (size.value > bytes.length * MAX_RATIO) {
    throw new BatchError('malformed', `A snappy block of ${bytes.length} bytes claims to hold ${size.value}.`)
  }
  return size
}

/** The decompressed size that starts every raw block: a little-endian base-128 number of 32 bits. */
function preamble(bytes: Buffer): { value: number; length: number } {
  let value = 0
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[i]
    if (byte === undefined) break
    value += (byte & 127) * 2 ** (7 * i)
    if (byte < 128) return { value, length: i + 1 }
  }
  throw new BatchError('malformed', 'A snappy block in the batch has no valid size.')
}

function varint(value: number): Buffer {
  const bytes: number[] = []
  let left = value
  for (; left >= 128; left = Math.floor(left / 128)) bytes.push((left % 128) | 128)
  return Buffer.from([...bytes, left])
}
