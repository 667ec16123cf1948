import { zstdDecompressSync } from 'node:zlib'
import { BatchError, tooLarge } from './batch-error.ts'
import { chunkFor } from './zlib-chunk.ts'

/** No producer writes more than one; each costs a call, so that there must be an end. */
const MAX_FRAMES = 1_000

const FRAME_MAGIC = 0xfd2fb528

/**
 * For frames that do not name their size, as Java's stream does not: a topic's batches shrink alike, and one that needs
 * a second chunk is copied together. What one batch claims with its bytes must not cost the next ones much.
 */
const RATIO = { first: 5, most: 20, spare: 1.25 }
let lastRatio = RATIO.first

/** What `info: true` answers; the types of Node do not know it. */
interface Inflated {
  buffer: Buffer
  engine: { bytesWritten: number }
}

/** Node stops after the first zstd frame and drops the rest in silence; a batch may hold several (RFC 8878). */
export function decompressZstd(bytes: Buffer, maxBytes: number): Buffer {
  const parts: Buffer[] = []
  let rest = bytes
  let size = 0
  do {
    const left = maxBytes - size
    const named = contentSize(rest)
    if (left === 0 || (named !== null && named > left)) throw tooLarge(maxBytes)
    const options = {
      maxOutputLength: left,
      chunkSize: chunkFor(named ?? Math.ceil(rest.length * lastRatio * RATIO.spare)),
      info: true,
    }
    const { buffer, engine } = zstdDecompressSync(rest, options) as unknown as Inflated
    parts.push(buffer)
    size += buffer.length
    lastRatio = Math.min(Math.max(buffer.length / engine.bytesWritten, 1), RATIO.most)
    if (parts.length > MAX_FRAMES || engine.bytesWritten === 0) {
      throw new BatchError('malformed', `The batch has more than ${MAX_FRAMES} zstd frames.`)
    }
    rest = rest.subarray(engine.bytesWritten)
  } while (rest.length > 0)
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, size)
}

/** The size that a frame's header names, for sizing buffers only; null where it names none. */
function contentSize(bytes: Buffer): number | null {
  if (bytes.length < 18 || bytes.readUInt32LE(0) !== FRAME_MAGIC) return null
  const descriptor = bytes.readUInt8(4)
  const singleSegment = (descriptor & 32) !== 0
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0
  const at = 5 + (singleSegment ? 0 : 1) + dictionaryBytes
  switch (descriptor >>> 6) {
    case 1:
      return bytes.readUInt16LE(at) + 256
    case 2:
      return bytes.readUInt32LE(at)
    case 3:
      return Number(bytes.readBigUInt64LE(at))
    default:
      return singleSegment ? bytes.readUInt8(at) : null
  }
}
