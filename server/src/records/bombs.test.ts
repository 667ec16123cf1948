import { gzipSync, zstdCompressSync } from 'node:zlib'
import { compressFrameSync } from 'lz4-napi'
import { compressSync } from 'snappy'
import { beforeAll, describe, expect, it } from 'vitest'
import { BatchError } from './batch-error.ts'
import { decompress } from './decompress.ts'
import type { CodecName } from './record.ts'

const MIB = 1024 * 1024
const GIB = 1024 * MIB
const DEADLINE_MS = 250

/** Streams of 64 MiB of zeros, one after the other: every codec here reads them all. */
function joined(compress: (zeros: Buffer) => Buffer): Buffer {
  const one = compress(Buffer.alloc(64 * MIB))
  return Buffer.concat(Array.from({ length: 16 }, () => one))
}

/** Processor time, and the best of three tries: other tests may be running on this machine. */
function stopped(bytes: Buffer, codec: CodecName): { code: string; ms: number } {
  let best = Number.POSITIVE_INFINITY
  let code = 'none'
  for (let i = 0; i < 3; i += 1) {
    const before = process.threadCpuUsage()
    try {
      decompress(bytes, codec)
      return { code: 'none', ms: best }
    } catch (error) {
      if (!(error instanceof BatchError)) throw error
      code = error.code
    }
    const { user, system } = process.threadCpuUsage(before)
    best = Math.min(best, (user + system) / 1_000)
  }
  return { code, ms: best }
}

describe('a small batch that holds a gibibyte', () => {
  const bombs = new Map<string, { codec: CodecName; bytes: Buffer }>()

  beforeAll(() => {
    bombs.set('gzip', { codec: 'gzip', bytes: gzipSync(Buffer.alloc(GIB), { level: 1 }) })
    bombs.set('zstd', { codec: 'zstd', bytes: zstdCompressSync(Buffer.alloc(GIB)) })
    bombs.set('zstd in frames under the cap', { codec: 'zstd', bytes: joined(zstdCompressSync) })
    bombs.set('lz4', { codec: 'lz4', bytes: compressFrameSync(Buffer.alloc(GIB)) })
    bombs.set('lz4 in frames under the cap', { codec: 'lz4', bytes: joined(compressFrameSync) })
    bombs.set('snappy', { codec: 'snappy', bytes: compressSync(Buffer.alloc(GIB)) })
    bombs.set('snappy that only claims it', {
      codec: 'snappy',
      bytes: Buffer.concat([Buffer.from([0x80, 0x80, 0x80, 0x80, 0x04]), Buffer.alloc(MIB)]),
    })
  }, 120_000)

  it.each([
    'gzip',
    'zstd',
    'zstd in frames under the cap',
    'lz4',
    'lz4 in frames under the cap',
    'snappy',
    'snappy that only claims it',
  ])('is stopped at the cap, quickly and without its memory: %s', (name) => {
    const { codec, bytes } = bombs.get(name) ?? { codec: 'none' as const, bytes: Buffer.alloc(0) }
    const before = process.resourceUsage().maxRSS
    const { code, ms } = stopped(bytes, codec)
    expect(code).toBe('too-large')
    expect(ms).toBeLessThan(DEADLINE_MS)
    expect((process.resourceUsage().maxRSS - before) / 1024).toBeLessThan(200)
  })

  it('is told from a snappy block that claims more than snappy can pack', () => {
    const claims48MiB = Buffer.concat([Buffer.from([0x80, 0x80, 0x80, 0x18]), Buffer.alloc(1_000)])
    expect(stopped(claims48MiB, 'snappy').code).toBe('malformed')
  })
})
