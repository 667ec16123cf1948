import { randomBytes } from 'node:crypto'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { gzipped, wantsGzip } from './gzip.ts'

describe('gzip', () => {
  it.each([
    [null, false],
    ['', false],
    ['gzip', true],
    ['deflate, GZIP;q=0.5', true],
    ['gzip;q=0', false],
    ['gzip; q=0, *', false],
    ['*', true],
    ['*;q=0', false],
    ['br, zstd', false],
    ['zstd;q=1, gzip;q=0.8', true],
  ])('is wanted by “%s”: %s', (accepted, wanted) => {
    expect(wantsGzip(accepted)).toBe(wanted)
  })

  it('holds what the answer held, and says so', async () => {
    const text = 'metric{label="value"} 1\n'.repeat(50_000)
    const answer = gzipped(new Response(text, { headers: { 'content-type': 'text/plain' } }))
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    expect(answer.headers.get('content-type')).toBe('text/plain')
    const bytes = Buffer.from(await answer.arrayBuffer())
    expect(bytes.length).toBeLessThan(text.length / 50)
    expect(gunzipSync(bytes).toString()).toBe(text)
  })

  it('ends what it reads from when its reader goes', async () => {
    let cancelled = false
    const body = new ReadableStream({
      pull: async (controller) => {
        await nextTurn()
        controller.enqueue(randomBytes(1 << 16))
      },
      cancel: () => {
        cancelled = true
      },
    })
    const reader = gzipped(new Response(body)).body?.getReader()
    await reader?.read()
    await reader?.cancel()
    await expect.poll(() => cancelled).toBe(true)
  })
})
