const MIN_BYTES = 4 * 1024

/** A chunk as large as the result saves copies, but the size is the producer's word: past this, zlib grows by itself. */
const MAX_BYTES = 16 * 1024 * 1024

/** The `chunkSize` for a result that is thought to have `size` bytes. */
export function chunkFor(size: number): number {
  return Math.min(Math.max(size, MIN_BYTES), MAX_BYTES)
}

const GZIP_MAX_RATIO = 1032

/** Of a gzip stream, whose last four bytes claim what it holds. */
export function gzipChunk(bytes: Buffer): number {
  const claimed = bytes.length < 4 ? 0 : bytes.readUInt32LE(bytes.length - 4)
  return chunkFor(Math.min(claimed + 1, bytes.length * GZIP_MAX_RATIO))
}
