import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { Hono } from 'hono'
import { describe, expect, it } from 'vitest'
import type { AppEnv } from './app-env.ts'
import { type StaticFiles, toStaticFile } from './static-files.ts'
import { servePage } from './static-page.ts'

const script = 'export const x = 1\n'.repeat(200)
const built: StaticFiles = new Map(
  Object.entries({
    '/index.html': '<!doctype html>shell',
    '/assets/app-1a2b.js': script,
    '/logo.png': 'png',
  }).map(([path, text]) => [path, toStaticFile(path, Buffer.from(text))]),
)

function pageOf(files: StaticFiles) {
  const app = new Hono<AppEnv>()
  app.notFound(async (c) => (await servePage(c, files)) ?? c.text('left', 404))
  return (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    app.request(path, { headers, method })
}

describe('the built page', () => {
  it('is served at / and for every place of a navigation', async () => {
    const ask = pageOf(built)
    for (const path of ['/', '/clusters/local/topics', '/assets']) {
      const answer = await ask(path, { accept: 'text/html,*/*' })
      expect(await answer.text(), path).toContain('shell')
      expect(answer.headers.get('cache-control')).toBe('no-cache')
    }
  })

  it('does not stand in for an asset, an API path or another method', async () => {
    const ask = pageOf(built)
    for (const path of ['/assets/gone.js', '/api', '/api/nothing', '/__proto__'])
      expect(await (await ask(path, { accept: path.startsWith('/api') ? 'text/html' : '*/*' })).text()).toBe(
        'left',
      )
    expect(await (await ask('/', {}, 'POST')).text()).toBe('left')
  })

  it('keeps hashed assets for ever and packs them as the browser can read them', async () => {
    const ask = pageOf(built)
    for (const [accepted, encoding, unpack] of [
      ['gzip, deflate, br', 'br', brotliDecompressSync],
      ['gzip;q=1.0, br;q=0', 'gzip', gunzipSync],
      ['', null, (bytes: Buffer) => bytes],
    ] as const) {
      const answer = await ask('/assets/app-1a2b.js', { 'accept-encoding': accepted })
      expect(answer.headers.get('content-encoding')).toBe(encoding)
      expect(answer.headers.get('cache-control')).toContain('immutable')
      expect(answer.headers.get('content-type')).toContain('text/javascript')
      expect(answer.headers.get('vary')).toBe('accept-encoding')
      expect(unpack(Buffer.from(await answer.arrayBuffer())).toString()).toBe(script)
    }
  })

  it('answers 304 to the tag it gave', async () => {
    const ask = pageOf(built)
    const tag = (await ask('/')).headers.get('etag') ?? ''
    expect((await ask('/', { 'if-none-match': `"other", ${tag}` })).status).toBe(304)
    expect((await ask('/', { 'if-none-match': '"other"' })).status).toBe(200)
  })

  it('says how to build where nothing is built', async () => {
    const answer = await pageOf(new Map())('/', { accept: 'text/html' })
    expect(answer.status).toBe(503)
    expect(await answer.text()).toContain('npm run build')
  })
})
