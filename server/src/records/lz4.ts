import { compressFrameSync, decompressFrameSync } from 'lz4-napi'
import { tooLarge } from './batch-error.ts'
import { blockSize, framesOf, type Lz4Frame } from './lz4-frame.ts'

/** LZ4 frames, one after the other, each measured before a byte is allocated for it. */
export function decompressLz4(bytes: Buffer, maxBytes: number): Buffer {
  const parts: Buffer[] = []
  let size = 0
  for (const frame of framesOf(bytes)) {
    if (!fits(frame, bytes, maxBytes - size)) throw tooLarge(maxBytes)
    const part = decompressFrameSync(bytes.subarray(frame.start, frame.end))
    parts.push(part)
    size += part.length
  }
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts, size)
}

/** LZ4 as Java's client takes it: one frame of independent blocks. */
export function compressLz4(bytes: Buffer): Buffer {
  return compressFrameSync(bytes)
}

/** The number of blocks bounds the size for free; only where that is not enough are the blocks' sequences counted. */
function fits(frame: Lz4Frame, bytes: Buffer, maxBytes: number): boolean {
  if (frame.blocks.length * frame.maxBlockBytes <= maxBytes) return true
  let size = 0
  for (const block of frame.blocks) {
    size += blockSize(bytes, block, maxBytes - size)
    if (size > maxBytes) return false
  }
  return true
}
