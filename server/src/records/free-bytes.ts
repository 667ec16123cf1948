/**
 * Gives the memory of `bytes` back at once; collected, that of thousands of batches would pile up first, and new memory
 * costs more than what is decompressed into it. For whoever alone knows of it: every view of it is empty afterwards.
 */
export function freeBytes({ buffer }: Buffer): void {
  // Node lays small buffers side by side in one that it keeps.
  if (buffer instanceof ArrayBuffer && buffer.byteLength > Buffer.poolSize) buffer.transfer(0)
}
