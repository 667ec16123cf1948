import type { FileHandle } from 'node:fs/promises'
import { INDEX } from './sink-format.ts'

/** How much of a file is sound, and what stands in it: a crash may have cut its last piece. */
export interface Sound {
  length: number
  pieces: number
  messages: number
}

const CHUNK = 1024 * 1024
const NEWLINE = 0x0a
const BLOCK = 512

/** Up to the last whole line. */
export async function soundLines(file: FileHandle): Promise<Sound> {
  const buffer = Buffer.alloc(CHUNK)
  const sound: Sound = { length: 0, pieces: 0, messages: 0 }
  let at = 0
  for (;;) {
    const { bytesRead } = await file.read(buffer, 0, CHUNK, at)
    if (bytesRead === 0) return sound
    const bytes = buffer.subarray(0, bytesRead)
    for (let line = bytes.indexOf(NEWLINE); line !== -1; line = bytes.indexOf(NEWLINE, line + 1)) {
      sound.messages += 1
      sound.length = at + line + 1
    }
    at += bytesRead
  }
}

/** Up to the last index that is there whole: what stands behind it no index knows. */
export async function soundPieces(file: FileHandle): Promise<Sound> {
  const sound: Sound = { length: 0, pieces: 0, messages: 0 }
  const { size: fileSize } = await file.stat()
  const header = Buffer.alloc(BLOCK)
  let at = 0
  while (at + BLOCK <= fileSize) {
    await file.read(header, 0, BLOCK, at)
    const size = Number.parseInt(header.toString('latin1', 124, 135), 8)
    const next = at + BLOCK + Math.ceil(size / BLOCK) * BLOCK
    if (!Number.isFinite(size) || next > fileSize) return sound
    if (header.toString('latin1', 0, INDEX.length) === INDEX) {
      const index = Buffer.alloc(size)
      await file.read(index, 0, size, at + BLOCK)
      sound.pieces += 1
      sound.length = next
      for (const byte of index) if (byte === NEWLINE) sound.messages += 1
    }
    at = next
  }
  return sound
}
