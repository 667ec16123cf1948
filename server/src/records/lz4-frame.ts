import { BatchError } from './batch-error.ts'

/** One block of an LZ4 frame, as positions of its data. */
export interface Lz4Block {
  start: number
  end: number
  compressed: boolean
}

export interface Lz4Frame {
  start: number
  end: number
  /** Most bytes that one block of the frame may hold. */
  maxBlockBytes: number
  blockCount: number
}

const FRAME_MAGIC = 0x184d2204
const FLAG = { blockChecksum: 1 << 4, contentSize: 1 << 3, contentChecksum: 1 << 2, dictionary: 1 }
const STORED_BLOCK = 0x8000_0000

/** No producer writes more than one; each costs a call, so that there must be an end. */
const MAX_FRAMES = 1_000

/** Finds LZ4 frames (frame format 1.6) by their lengths alone, decompressing nothing. */
export function framesOf(bytes: Buffer): Lz4Frame[] {
  const frames: Lz4Frame[] = []
  for (let at = 0; at < bytes.length; ) {
    if (frames.length === MAX_FRAMES) throw malformed(`it has more than ${MAX_FRAMES} LZ4 frames`)
    const frame = frameAt(bytes, at)
    frames.push(frame)
    at = frame.end
  }
  return frames
}

/**
 * The bytes that a block decompresses to, counted from its sequences without copying; stops once past `limit`, with
 * what it has. A block that ends early is the decompressor's to refuse.
 */
export function blockSize(bytes: Buffer, block: Lz4Block, limit: number): number {
  if (!block.compressed) return block.end - block.start
  let size = 0
  let at = block.start
  /** A length of 15 goes on in bytes, up to the first that is not 255. */
  const extended = (nibble: number): number => {
    let length = nibble
    for (let byte = nibble === 15 ? 255 : 0; byte === 255 && at < block.end; at += 1) {
      byte = bytes[at] ?? 0
      length += byte
    }
    return length
  }
  while (at < block.end && size <= limit) {
    const token = bytes[at] ?? 0
    at += 1
    const literals = extended(token >>> 4)
    size += literals
    at += literals
    if (at >= block.end) break
    at += 2
    size += extended(token & 15) + 4
  }
  return size
}

function frameAt(bytes: Buffer, start: number): Lz4Frame {
  const flags = flagsAt(bytes, start)
  const sizeCode = ((bytes[start + 5] ?? 0) >>> 4) & 7
  if (sizeCode < 4) throw malformed('its LZ4 frame names an unknown block size')
  let end = start + headerBytes(flags)
  let blockCount = 0
  for (const block of blocksFrom(bytes, start)) {
    end = block.end + checksumBytes(flags)
    blockCount += 1
  }
  // The end mark, and the checksum of all.
  end += 4 + (flags & FLAG.contentChecksum ? 4 : 0)
  need(bytes, end, 0)
  return { start, end, maxBlockBytes: 4 ** (sizeCode + 4), blockCount }
}

/** The blocks of the frame at `start`, up to its end mark. Not kept in a list: a hostile frame has millions. */
export function* blocksFrom(bytes: Buffer, start: number): Generator<Lz4Block, void, void> {
  const flags = flagsAt(bytes, start)
  for (let at = start + headerBytes(flags); ; ) {
    need(bytes, at, 4)
    const word = bytes.readUInt32LE(at)
    if (word === 0) return
    const compressed = word < STORED_BLOCK
    const end = at + 4 + (compressed ? word : word - STORED_BLOCK)
    need(bytes, end, 0)
    yield { start: at + 4, end, compressed }
    at = end + checksumBytes(flags)
  }
}

function flagsAt(bytes: Buffer, start: number): number {
  need(bytes, start, 7)
  const flags = bytes.readUInt32LE(start) === FRAME_MAGIC ? (bytes[start + 4] ?? 0) : 0
  if (flags >>> 6 !== 1) throw malformed('it does not begin with an LZ4 frame of version 1')
  if (flags & FLAG.dictionary) throw malformed('its LZ4 frame needs a dictionary')
  return flags
}

function headerBytes(flags: number): number {
  return 7 + (flags & FLAG.contentSize ? 8 : 0)
}

function checksumBytes(flags: number): number {
  return flags & FLAG.blockChecksum ? 4 : 0
}

function need(bytes: Buffer, at: number, length: number): void {
  if (at + length > bytes.length) throw malformed('its LZ4 frame is cut short')
}

function malformed(why: string): BatchError {
  return new BatchError('malformed', `The batch does not decompress: ${why}.`)
}
