import { gunzipSync } from 'node:zlib'
import { BatchError, tooLarge } from './batch-error.ts'
import { decompressLz4 } from './lz4.ts'
import type { CodecName } from './record.ts'
import { decompressSnappy } from './snappy.ts'
import { gzipChunk } from './zlib-chunk.ts'
import { decompressZstd } from './zstd.ts'

/** Most bytes that one batch may decompress to, unless a caller says otherwise. */
const MAX_DECOMPRESSED_BYTES = 64 * 1024 * 1024

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
        return gunzipSync(bytes, { maxOutputLength: maxBytes, chunkSize: gzipChunk(bytes) })
      })
    case 'zstd':
      return guard(codec, maxBytes, () => decompressZstd(bytes, maxBytes))
    case 'snappy':
      return guard(codec, maxBytes, () => decompressSnappy(bytes, maxBytes))
    case 'lz4':
      return guard(codec, maxBytes, () => decompressLz4(bytes, maxBytes))
  }
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
