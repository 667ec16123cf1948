import { BatchError } from './batch-error.ts'

/** Largest zigzag varlong whose bytes stay inside a double: 7 bytes hold 49 bits. */
const EXACT_BYTES = 7

/** Reads Kafka's zigzag varints (Protocol Buffers' sint32 and sint64) from `start` up to `end`. */
export class VarintReader {
  readonly bytes: Buffer
  readonly end: number
  position: number

  constructor(bytes: Buffer, start: number, end: number) {
    this.bytes = bytes
    this.position = start
    this.end = end
  }

  byte(): number {
    if (this.position >= this.end) throw new BatchError('malformed', 'The batch ends inside a record.')
    const byte = this.bytes[this.position] ?? 0
    this.position += 1
    return byte
  }

  /** A 32-bit value. */
  int(): number {
    let byte = this.byte()
    let value = byte & 127
    for (let shift = 7; byte > 127; shift += 7) {
      byte = this.byte()
      if (shift === 28 && byte > 15) throw overlong('32')
      value |= (byte & 127) << shift
    }
    return (value >>> 1) ^ -(value & 1)
  }

  /** A 64-bit value: a number while that is exact, so that a walk over records allocates nothing. */
  long(): number | bigint {
    const start = this.position
    let byte = this.byte()
    let value = byte & 127
    for (let weight = 128; byte > 127; weight *= 128) {
      if (this.position - start === EXACT_BYTES) return this.#wideLong(start)
      byte = this.byte()
      value += (byte & 127) * weight
    }
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  #wideLong(start: number): bigint {
    this.position = start
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.byte()
      if (shift === 63n && byte > 1) throw overlong('64')
      value |= BigInt(byte & 127) << shift
      if (byte < 128) return (value >> 1n) ^ -(value & 1n)
    }
  }
}

/** Bytes that {@link writeVarint} needs. */
export function varintSize(value: number): number {
  const zigzag = ((value << 1) ^ (value >> 31)) >>> 0
  if (zigzag < 0x80) return 1
  if (zigzag < 0x4000) return 2
  if (zigzag < 0x20_0000) return 3
  return zigzag < 0x1000_0000 ? 4 : 5
}

/** Writes a 32-bit value at `position` and tells where it ended. */
export function writeVarint(bytes: Buffer, position: number, value: number): number {
  let zigzag = ((value << 1) ^ (value >> 31)) >>> 0
  let at = position
  for (; zigzag > 127; at += 1) {
    bytes[at] = (zigzag & 127) | 128
    zigzag >>>= 7
  }
  bytes[at] = zigzag
  return at + 1
}

/** Bytes that {@link writeVarlong} needs. */
export function varlongSize(value: bigint): number {
  if (isInt32(value)) return varintSize(Number(value))
  let rest = zigzag64(value)
  let size = 1
  for (; rest > 127n; size += 1) rest >>= 7n
  return size
}

/** Writes a 64-bit value at `position` and tells where it ended. */
export function writeVarlong(bytes: Buffer, position: number, value: bigint): number {
  if (isInt32(value)) return writeVarint(bytes, position, Number(value))
  let rest = zigzag64(value)
  let at = position
  for (; rest > 127n; at += 1) {
    bytes[at] = Number(rest & 127n) | 128
    rest >>= 7n
  }
  bytes[at] = Number(rest)
  return at + 1
}

/** Both sizes encode alike, and time deltas are nearly always small: bigint arithmetic would cost ten times as much. */
function isInt32(value: bigint): boolean {
  return value >= -0x8000_0000n && value <= 0x7fff_ffffn
}

function zigzag64(value: bigint): bigint {
  return BigInt.asUintN(64, (value << 1n) ^ (value >> 63n))
}

function overlong(bits: string): BatchError {
  return new BatchError('malformed', `A variable-length integer in the batch is longer than ${bits} bits.`)
}
