import { compressFrame, compressFrameSync, decompressFrameSync } from 'lz4-napi'
import { tooLarge } from './batch-error.ts'
import { blockSize, blocksFrom, framesOf, type Lz4Frame } from './lz4-frame.ts'

/** LZ4 frames, one after the other, all measured before a byte is allocated for any. */
export function decompressLz4(bytes: Buffer, maxBytes: number): Buffer {
  const frames = framesOf(bytes)
  if (!fits(frames, bytes, maxBytes)) throw tooLarge(maxBytes)
  const parts = frames.map(({ start, end }) => decompressFrameSync(bytes.subarray(start, end)))
  return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts)
}

/** LZ4 as Java's client takes it: one frame of independent blocks. */
export function compressLz4(bytes: Buffer): Buffer {
  return compressFrameSync(bytes)
}

/** The same off this thread. */
export async function compressLz4Aside(bytes: Buffer): Promise<Buffer> {
  return await compressFrame(bytes)
}

/** The number of blocks bounds the size for free; only where that is not enough are their sequences counted. */
function fits(frames: readonly Lz4Frame[], bytes: Buffer, maxBytes: number): boolean {
  const bound = frames.reduce((sum, frame) => sum + frame.blockCount * frame.maxBlockBytes, 0)
  if (bound <= maxBytes) return true
  let size = 0
  for (const { start } of frames) {
    for (const block of blocksFrom(bytes, start)) {
      size += blockSize(bytes, block, maxBytes - size)
      if (size > maxBytes) return false
    }
  }
  return true
}
