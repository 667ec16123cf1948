import { constants, gunzipSync, zstdDecompressSync } from 'node:zlib'
import { BatchError, tooLarge } from './batch-error.ts'
import { decompressLz4 } from './lz4.ts'
import type { CodecName } from './record.ts'
import { decompressSnappy } from './snappy.ts'

/** Most bytes that one batch may decompress to, unless a caller says otherwise. */
export const MAX_DECOMPRESSED_BYTES = 64 * 1024 * 1024

/** A chunk as large as the result saves copies, but the size is the producer's word: past this, zlib grows by itself. */
const MAX_CHUNK_BYTES = 16 * 1024 * 1024
const MIN_CHUNK_BYTES = 4 * 1024

const GZIP_MAX_RATIO = 1032

/** zstd tells no size that could be trusted cheaply; event data shrinks to about a quarter. */
const ZSTD_USUAL_RATIO = 5

/**
 * The records part of a batch, decompressed. Never allocates much above `maxBytes`: past it a {@link BatchError}
 * `too-large`, and `codec` where the bytes are not what the codec calls its own.
 */
export function decompress(bytes: Buffer, codec: CodecName, maxBytes = MAX_DECOMPRESSED_BYTES): Buffer {
  switch (codec) {
    case 'none':
      return bytes
    case 'gzip':
      return guard(codec, maxBytes, () => {
        const claimed = bytes.length < 4 ? 0 : bytes.readUInt32LE(bytes.length - 4)
        const chunkSize = chunkFor(Math.min(claimed + 1, bytes.length * GZIP_MAX_RATIO))
        return gunzipSync(bytes, { maxOutputLength: maxBytes, chunkSize })
      })
    case 'zstd':
      return guard(codec, maxBytes, () => decompressZstd(bytes, maxBytes))
    case 'snappy':
      return guard(codec, maxBytes, () => decompressSnappy(bytes, maxBytes))
    case 'lz4':
      return guard(codec, maxBytes, () => decompressLz4(bytes, maxBytes))
  }
}

/** Node stops after the first zstd frame and drops the rest in silence; a stream may have several (RFC 8878). */
function decompressZstd(bytes: Buffer, maxBytes: number): Buffer {
  const parts: Buffer[] = []
  let rest = bytes
  let size = 0
  do {
    const { buffer, engine } = zstdDecompressSync(rest, {
      maxOutputLength: Math.max(maxBytes - size, 1),
      chunkSize: chunkFor(rest.length * ZSTD_USUAL_RATIO),
      info: true,
    }) as unknown as { buffer: Buffer; engine: { bytesWritten: number } }
    parts.push(buffer)
    size += buffer.length
    rest = rest.subarray(engine.bytesWritten)
  } while (rest.length > 0)
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, size)
}

function chunkFor(wanted: number): number {
  return Math.min(Math.max(wanted, MIN_CHUNK_BYTES, constants.Z_MIN_CHUNK), MAX_CHUNK_BYTES)
}

function guard(codec: CodecName, maxBytes: number, run: () => Buffer): Buffer {
  try {
    return run()
  } catch (cause) {
    if (cause instanceof BatchError) throw cause
    if (cause instanceof RangeError && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE') {
      throw tooLarge(maxBytes, cause)
    }
    const why = cause instanceof Error ? cause.message : String(cause)
    throw new BatchError('codec', `The batch is marked ${codec} but does not decompress: ${why}.`, { cause })
  }
}
