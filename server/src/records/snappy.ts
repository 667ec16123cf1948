import { compressSync, uncompressSync } from 'snappy'
import { BatchError, tooLarge } from './batch-error.ts'

/** What xerial's snappy-java, and so Java's Kafka client, writes before its chunks: magic, version 1, compatible 1. */
const XERIAL_HEADER = Buffer.from([0x82, 0x53, 0x4e, 0x41, 0x50, 0x50, 0x59, 0, 0, 0, 0, 1, 0, 0, 0, 1])
const XERIAL_MAGIC = XERIAL_HEADER.subarray(0, 8)

/** As snappy-java cuts its input. */
const CHUNK_BYTES = 32 * 1024

/** 256 MiB in chunks of the usual size; each costs a call, so that tiny ones must have an end. */
const MAX_CHUNKS = 8_192

/** Snappy's densest element copies 64 bytes for 3: a preamble that promises more is a lie told to make us allocate. */
const MAX_RATIO = 22

/** Java frames snappy the xerial way, librdkafka writes it raw: the magic tells. */
export function decompressSnappy(bytes: Buffer, maxBytes: number): Buffer {
  if (!bytes.subarray(0, XERIAL_MAGIC.length).equals(XERIAL_MAGIC)) return decompressRaw(bytes, maxBytes)
  const parts: Buffer[] = []
  let size = 0
  for (const chunk of xerialChunks(bytes)) {
    if (parts.length === MAX_CHUNKS) {
      throw new BatchError('malformed', `The batch has more than ${MAX_CHUNKS} snappy chunks.`)
    }
    const part = decompressRaw(chunk, maxBytes - size)
    parts.push(part)
    size += part.length
  }
  return Buffer.concat(parts, size)
}

/** Snappy as Java's client writes it. */
export function compressSnappy(bytes: Buffer): Buffer {
  const parts: Buffer[] = [XERIAL_HEADER]
  for (let at = 0; at < bytes.length; at += CHUNK_BYTES) {
    const chunk = compressSync(bytes.subarray(at, at + CHUNK_BYTES))
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

function decompressRaw(bytes: Buffer, maxBytes: number): Buffer {
  const size = preamble(bytes)
  if (size > maxBytes) throw tooLarge(maxBytes)
  if (size > bytes.length * MAX_RATIO) {
    throw new BatchError('malformed', `A snappy block of ${bytes.length} bytes claims to hold ${size}.`)
  }
  const out = uncompressSync(bytes, { asBuffer: true })
  return typeof out === 'string' ? Buffer.from(out) : out
}

/** The decompressed size that starts every raw block: a little-endian base-128 number of 32 bits. */
function preamble(bytes: Buffer): number {
  let size = 0
  for (let i = 0; i < 5; i += 1) {
    const byte = bytes[i]
    if (byte === undefined) break
    size += (byte & 127) * 2 ** (7 * i)
    if (byte < 128) return size
  }
  throw new BatchError('malformed', 'A snappy block in the batch has no valid size.')
}
