const MIN_BYTES = 4 * 1024

/** A chunk as large as the result saves copies, but the size is the producer's word: past this, zlib grows by itself. */
const MAX_BYTES = 16 * 1024 * 1024

/** The `chunkSize` for a result that is thought to have `size` bytes. */
export function chunkFor(size: number): number {
  return Math.min(Math.max(size, MIN_BYTES), MAX_BYTES)
}
