import { ApiErrorBody } from '@sluice/shared/errors'
import { describe, expect, it } from 'vitest'
import { createTestApp } from './testing/test-app.ts'

async function refusal(answer: Response): Promise<ApiErrorBody> {
  return ApiErrorBody.parse(await answer.json())
}

describe('the answers of the app', () => {
  it('tells a missing method (405, with those there are) from a missing path (404)', async () => {
    const { send } = createTestApp()
    for (const method of ['DELETE', 'PUT', 'PATCH', 'OPTIONS']) {
      const wrong = await send('/api/clusters/local', { method })
      expect(wrong.status, method).toBe(405)
      expect(wrong.headers.get('allow')).toBe('GET, HEAD')
    }
    expect((await send('/api/nothing')).status).toBe(404)
    expect((await send('/api')).status).toBe(404)
  })

  it('names the field that does not fit', async () => {
    const { send } = createTestApp()
    const answer = await send('/api/clusters/local/topics?page=0&sort=colour')
    expect(answer.status).toBe(400)
    const body = await refusal(answer)
    expect(body.message).toContain('page')
    expect(body.message).toContain('sort')
    expect(body.details?.fields).toHaveLength(2)
  })

  it.each(['%20', '', '0x1', '1e0', '00', '+1', '%201'])(
    'takes no number but plain digits: "%s" is neither a partition nor a page',
    async (text) => {
      const { send } = createTestApp()
      expect((await send(`/api/clusters/local/topics?page=${text}`)).status).toBe(400)
      const answer = await send(`/api/clusters/local/topics/orders/partitions/${text}/offsets/0`)
      expect(answer.status).toBe(400)
    },
  )

  it('says which forms a position has when it has none of them', async () => {
    const { send } = createTestApp()
    const ask = async (from: unknown) => {
      const body = JSON.stringify({ topic: 'orders', from })
      const headers = { 'content-type': 'application/json' }
      return await refusal(await send('/api/clusters/local/messages/scan', { method: 'POST', headers, body }))
    }
    for (const from of [{}, { timestamp: '5' }, { offset: 5 }, 'oldest', { newest: 1, offset: '1' }]) {
      const { code, message } = await ask(from)
      expect(code).toBe('BAD_REQUEST')
      expect(message).toMatch(/^The request does not fit: from.*(\{"newest": 100\}.*\{"offsets"|expected)/)
    }
    expect((await ask({ offsets: {} })).message).toContain('must name at least one partition')
  })

  it.each([
    '%27%3Cscript%3E',
    'a b',
    '%EF%BB%BF',
    '..%252f',
    'x'.repeat(300),
    'Ω',
    '__proto__',
    'constructor',
  ])('answers odd names such as "%s" with 4xx and JSON', async (name) => {
    const { send } = createTestApp()
    for (const target of [
      `/api/clusters/${encodeURI(name)}`,
      `/api/clusters/local/topics/${encodeURI(name)}`,
    ]) {
      const answer = await send(target)
      expect(answer.status, target).toBeGreaterThanOrEqual(400)
      expect(answer.status, target).toBeLessThan(500)
      await refusal(answer)
    }
  })

  it('sets the security headers on every kind of answer, and no-store on the API', async () => {
    const { send } = createTestApp()
    for (const target of ['/', '/api/clusters', '/api/nothing', '/a//b', '/healthz']) {
      const answer = await send(target, { headers: { accept: 'text/html' } })
      const policy = answer.headers.get('content-security-policy') ?? ''
      expect(policy, target).toContain("default-src 'none'")
      expect(policy).not.toContain('unsafe')
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
      expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{12}$/)
      if (target !== '/') expect(answer.headers.get('cache-control')).toBe('no-store')
    }
  })

  it('turns an unforeseen failure into an opaque 500 and tells the log the truth', async () => {
    const { send, log, gateway } = createTestApp()
    gateway.describeTopics = () => Promise.reject(new Error('boom at /srv/secret/path.ts'))
    const answer = await send('/api/clusters/local/topics')
    expect(answer.status).toBe(500)
    const text = await answer.text()
    expect(text).not.toContain('boom')
    const { requestId } = ApiErrorBody.parse(JSON.parse(text))
    expect(log.find((line) => line.includes(requestId) && line.includes('boom'))).toBeDefined()
    expect((await send('/api/clusters')).status).toBe(200)
  })

  it('refuses new work while shutting down, and says so', async () => {
    const { send, shutdown } = createTestApp()
    expect((await send('/readyz')).status).toBe(200)
    shutdown.abort()
    expect((await send('/readyz')).status).toBe(503)
    expect((await send('/healthz')).status).toBe(200)
    const answer = await send('/api/clusters')
    expect(answer.status).toBe(503)
    expect(answer.headers.get('retry-after')).toBe('1')
    expect((await refusal(answer)).code).toBe('SHUTTING_DOWN')
  })
})
