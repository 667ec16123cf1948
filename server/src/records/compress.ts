import { gzipSync, zstdCompressSync } from 'node:zlib'
import { compressLz4 } from './lz4.ts'
import type { CodecName } from './record.ts'
import { compressSnappy } from './snappy.ts'

/** The records part of a batch in a form that Java's client and librdkafka read. */
export function compress(bytes: Buffer, codec: CodecName): Buffer {
  switch (codec) {
    case 'none':
      return bytes
    case 'gzip':
      return gzipSync(bytes)
    case 'snappy':
      return compressSnappy(bytes)
    case 'lz4':
      return compressLz4(bytes)
    case 'zstd':
      return zstdCompressSync(bytes)
  }
}
