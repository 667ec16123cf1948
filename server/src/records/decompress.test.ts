import { readFileSync } from 'node:fs'
import { gzipSync, zstdCompressSync } from 'node:zlib'
import { compressSync } from 'snappy'
import { describe, expect, it } from 'vitest'
import { BatchError } from './batch-error.ts'
import { compress } from './compress.ts'
import { decompress } from './decompress.ts'
import type { CodecName } from './record.ts'

const TEXT = Buffer.from(Array.from({ length: 6_000 }, (_, i) => `event ${i % 7} of the stream;`).join(''))
const MORE = Buffer.from('and one more')

function fixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url))
}

function faultOf(run: () => unknown): BatchError {
  try {
    run()
  } catch (error) {
    if (error instanceof BatchError) return error
    throw error
  }
  throw new Error('nothing was thrown')
}

/** Snappy's stream format, as xerial frames it: the chunks' lengths, big-endian. */
function xerial(...chunks: Buffer[]): Buffer {
  const header = Buffer.from('82534e41505059000000000100000001', 'hex')
  return Buffer.concat([header, ...chunks.flatMap((chunk) => [int32(chunk.length), chunk])])
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeInt32BE(value)
  return bytes
}

const COMPRESSED: CodecName[] = ['gzip', 'snappy', 'lz4', 'zstd']

describe('decompress', () => {
  it.each(COMPRESSED)('gives back what %s took, empty and large', (codec) => {
    for (const bytes of [Buffer.alloc(0), MORE, TEXT, Buffer.alloc(20_000_000, 'ab c')]) {
      if (bytes.length === 0 && codec === 'snappy') continue
      expect(decompress(compress(bytes, codec), codec).equals(bytes)).toBe(true)
    }
  })

  it.each(['content-size', 'linked-checksummed', 'large-blocks'])(
    'reads the LZ4 frame %s of liblz4',
    (name) => {
      expect(decompress(fixture(`${name}.lz4`), 'lz4').equals(TEXT)).toBe(true)
    },
  )

  it('reads raw snappy and xerial snappy, of one chunk and of several, even with a header in between', () => {
    const [one, two] = [compressSync(TEXT), compressSync(MORE)]
    expect(decompress(one, 'snappy').equals(TEXT)).toBe(true)
    expect(decompress(xerial(one), 'snappy').equals(TEXT)).toBe(true)
    const both = Buffer.concat([TEXT, MORE])
    expect(decompress(xerial(one, two), 'snappy').equals(both)).toBe(true)
    expect(decompress(Buffer.concat([xerial(one), xerial(two)]), 'snappy').equals(both)).toBe(true)
  })

  it.each([
    ['gzip', gzipSync(TEXT), gzipSync(MORE)],
    ['zstd', zstdCompressSync(TEXT), zstdCompressSync(MORE)],
    ['lz4', fixture('content-size.lz4'), compress(MORE, 'lz4')],
  ] as const)('reads two %s streams in one batch to the end of the second', (codec, one, two) => {
    const both = Buffer.concat([TEXT, MORE])
    expect(decompress(Buffer.concat([one, two]), codec).equals(both)).toBe(true)
  })

  it.each(COMPRESSED)('refuses %s that is cut short, or is not %s at all', (codec) => {
    const whole = compress(TEXT, codec)
    for (const bytes of [whole.subarray(0, whole.length - 5), whole.subarray(0, 3), Buffer.alloc(40, 0xa5)]) {
      expect(faultOf(() => decompress(bytes, codec)).code).toMatch(/^(codec|malformed)$/)
    }
  })

  it.each(COMPRESSED)('takes %s of exactly the cap and not a byte more', (codec) => {
    const bytes = compress(TEXT, codec)
    expect(decompress(bytes, codec, TEXT.length)).toHaveLength(TEXT.length)
    expect(faultOf(() => decompress(bytes, codec, TEXT.length - 1)).code).toBe('too-large')
  })

  it.each(COMPRESSED)('caps the sum of several %s streams', (codec) => {
    const one = codec === 'snappy' ? xerial(compressSync(TEXT)) : compress(TEXT, codec)
    const cap = 2 * TEXT.length - 1
    expect(faultOf(() => decompress(Buffer.concat([one, one]), codec, cap)).code).toBe('too-large')
  })

  it.each([
    ['zstd', zstdCompressSync(Buffer.alloc(0)), 1_001],
    ['lz4', compress(Buffer.alloc(0), 'lz4'), 1_001],
    ['snappy', Buffer.concat([int32(1), Buffer.from([0])]), 8_193],
  ] as const)('refuses %s in countless empty streams', (codec, empty, count) => {
    const head = codec === 'snappy' ? xerial() : Buffer.alloc(0)
    const bytes = Buffer.concat([head, ...Array.from({ length: count }, () => empty)])
    expect(faultOf(() => decompress(bytes, codec)).message).toContain('more than')
    expect(decompress(bytes.subarray(0, -empty.length), codec)).toHaveLength(0)
  })

  it('says by name what does not decompress', () => {
    expect(faultOf(() => decompress(MORE, 'zstd')).message).toContain('marked zstd but does not decompress')
  })

  it.each([
    ['a frame that names a size it does not have', 'content-size.lz4', 6],
    ['a damaged block', 'linked-checksummed.lz4', 30],
    ['another magic', 'large-blocks.lz4', 0],
    ['another version', 'large-blocks.lz4', 4],
  ])('refuses LZ4 with %s', (_, name, at) => {
    const bytes = fixture(name)
    bytes.writeUInt8(bytes.readUInt8(at) ^ 0xff, at)
    expect(faultOf(() => decompress(bytes, 'lz4')).code).toMatch(/^(codec|malformed)$/)
  })
})
