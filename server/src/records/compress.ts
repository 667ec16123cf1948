import { promisify } from 'node:util'
import { gzip, gzipSync, zstdCompress, zstdCompressSync } from 'node:zlib'
import { compressLz4, compressLz4Aside } from './lz4.ts'
import type { CodecName } from './record.ts'
import { compressSnappy, compressSnappyAside } from './snappy.ts'

const gzipAside: (bytes: Buffer) => Promise<Buffer> = promisify(gzip)
const zstdAside: (bytes: Buffer) => Promise<Buffer> = promisify(zstdCompress)

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

/** The same off this thread, so that it goes on meanwhile. The bytes may not change until then. */
export async function compressAside(bytes: Buffer, codec: CodecName): Promise<Buffer> {
  switch (codec) {
    case 'none':
      return bytes
    case 'gzip':
      return await gzipAside(bytes)
    case 'snappy':
      return await compressSnappyAside(bytes)
    case 'lz4':
      return await compressLz4Aside(bytes)
    case 'zstd':
      return await zstdAside(bytes)
  }
}
