import { ApiErrorBody } from '@sluice/shared/errors'
import { describe, expect, it } from 'vitest'
import { createTestApp } from './testing/test-app.ts'

const ROUTES = [
  '/',
  '/healthz',
  '/readyz',
  '/api/clusters',
  '/api/openapi.json',
  '/api/clusters/local/topics',
  '/nowhere',
]
const SCAN = '/api/clusters/local/messages/scan'

async function refusal(answer: Response): Promise<ApiErrorBody> {
  return ApiErrorBody.parse(await answer.json())
}

describe('the Host guard', () => {
  const foreign = [
    'evil.example',
    'evil.example:4400',
    '127.0.0.1:4401',
    '127.0.0.1.evil.example:4400',
    'localhost',
    '[::2]:4400',
  ]
  it.each(foreign)('turns "%s" away on every route with 421', async (host) => {
    const { send } = createTestApp()
    for (const route of ROUTES) {
      const answer = await send(route, { headers: { host } })
      expect(answer.status, route).toBe(421)
      expect((await refusal(answer)).code).toBe('HOST_NOT_ALLOWED')
    }
  })

  it('turns a foreign Host away on streams too, before anything else is judged', async () => {
    const { send } = createTestApp()
    const answer = await send(SCAN, {
      method: 'POST',
      headers: { host: 'evil.example', origin: 'http://evil.example' },
    })
    expect(answer.status).toBe(421)
  })

  it.each(['127.0.0.1:4400', 'localhost:4400', 'LOCALHOST:4400', '[::1]:4400'])(
    'answers to "%s"',
    async (host) => {
      const { send } = createTestApp()
      expect((await send('/api/clusters', { headers: { host } })).status).toBe(200)
    },
  )

  it('refuses a request with two Host headers', async () => {
    const { app } = createTestApp()
    const request = new Request('http://127.0.0.1:4400/api/clusters', { headers: { host: '127.0.0.1:4400' } })
    const incoming = { url: '/api/clusters', headersDistinct: { host: ['127.0.0.1:4400', 'evil.example'] } }
    expect((await app.fetch(request, { incoming })).status).toBe(421)
  })
})

describe('the path guard', () => {
  const hostile = [
    '//api/clusters',
    '/api//clusters',
    '/api/clusters/..',
    '/api/../healthz',
    '/api/%2e%2e/healthz',
    '/./healthz',
    '/assets/..%2f..%2fetc/passwd',
    '/assets/%2e%2e%5cpackage.json',
    '/api\\clusters',
    '/api/clusters/local%00',
    '/api/clusters/a%0d%0ab',
    '/%c0%ae%c0%ae/etc',
    '/api/%zz',
    'http://127.0.0.1:4400/api/clusters',
  ]
  it.each(hostile)('refuses %s with 400', async (target) => {
    const { send } = createTestApp()
    const answer = await send(target)
    expect(answer.status).toBe(400)
    expect((await refusal(answer)).code).toBe('PATH_NOT_CANONICAL')
  })

  it('leaves the query alone', async () => {
    const { send } = createTestApp()
    expect((await send('/api/clusters/local/topics?search=a%2f..//b')).status).toBe(200)
  })
})

describe('the origin guard', () => {
  const json = { 'content-type': 'application/json' }
  const foreign: Record<string, string>[] = [
    { origin: 'http://evil.example' },
    { origin: 'null' },
    { origin: 'http://127.0.0.1:4401' },
    { origin: 'http://127.0.0.1:4400.evil.example' },
    { origin: 'file://' },
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'cross-site', origin: 'http://127.0.0.1:4400' },
  ]
  it.each(foreign)('refuses a write with %o', async (headers) => {
    const { send } = createTestApp()
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const body = method === 'OPTIONS' ? null : '{}'
      const answer = await send(SCAN, { method, headers: { ...json, ...headers }, body })
      expect(answer.status, method).toBe(403)
      expect((await refusal(answer)).code).toBe('ORIGIN_FORBIDDEN')
    }
  })

  it('never answers with a CORS header, whatever is asked', async () => {
    const { send } = createTestApp()
    for (const origin of ['http://127.0.0.1:4400', 'http://evil.example'])
      for (const method of ['GET', 'POST', 'OPTIONS']) {
        const headers = { origin, 'access-control-request-method': 'POST' }
        const answer = await send('/api/clusters', { method, headers })
        expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
      }
  })

  it('lets a tool without Origin through on a loopback address, and only there', async () => {
    const post = { method: 'POST', headers: json, body: '{}' }
    expect((await createTestApp().send('/api/clusters', post)).status).toBe(405)
    const open = createTestApp({ origins: { allowTools: false } })
    expect((await open.send('/api/clusters', post)).status).toBe(403)
    const own = {
      ...post,
      headers: { ...json, origin: 'http://127.0.0.1:4400', 'sec-fetch-site': 'same-origin' },
    }
    expect((await open.send('/api/clusters', own)).status).toBe(405)
  })
})

describe('the body guards', () => {
  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data',
    'application/jsonx',
    '',
  ])('refuse a body of type "%s" with 415', async (type) => {
    const { send } = createTestApp()
    const answer = await send(SCAN, { method: 'POST', headers: { 'content-type': type }, body: '{}' })
    expect(answer.status).toBe(415)
  })

  it('refuse an encoded body with 415', async () => {
    const { send } = createTestApp()
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' }
    expect((await send(SCAN, { method: 'POST', headers, body: '{}' })).status).toBe(415)
  })

  it('stop reading a body without a length at the cap', async () => {
    const { send } = createTestApp()
    let pulled = 0
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        pulled += 1
        controller.enqueue(new Uint8Array(65_536).fill(32))
      },
    })
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: endless,
      duplex: 'half',
    }
    const answer = await send(SCAN, init as RequestInit)
    expect(answer.status).toBe(413)
    expect(pulled).toBeLessThan(40)
  })

  it('believe a Content-Length above the cap at once', async () => {
    const { send } = createTestApp()
    const headers = { 'content-type': 'application/json', 'content-length': '1048577' }
    expect((await send(SCAN, { method: 'POST', headers, body: '{}' })).status).toBe(413)
  })

  it.each([`${'{"a":'.repeat(100)}1${'}'.repeat(100)}`, '['.repeat(500_000), `${'[{"a":'.repeat(90)}`])(
    'refuse a body that is nested too deep with 400 (#%#)',
    async (body) => {
      const { send } = createTestApp()
      const headers = { 'content-type': 'application/json' }
      expect((await send(SCAN, { method: 'POST', headers, body })).status).toBe(400)
    },
  )

  it('refuse bytes that are not UTF-8 with 400', async () => {
    const { send } = createTestApp()
    const init = {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: new Uint8Array([0x22, 0xff, 0x22]),
    }
    expect((await send(SCAN, init)).status).toBe(400)
  })
})
