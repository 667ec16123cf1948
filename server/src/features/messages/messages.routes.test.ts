import { serve } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import { paths } from '@sluice/shared/paths'
import { afterEach, describe, expect, it } from 'vitest'
import { testFilters } from '#filters/testing/test-filters.ts'
import type { AppEnv } from '#http/app-env.ts'
import { AppError } from '#http/app-error.ts'
import { answerError } from '#http/error-answer.ts'
import { createLog } from '#http/log.ts'
import { requestId } from '#http/request-id.ts'
import { StreamGate } from '#http/stream-gate.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { BufferShares } from './buffer-shares.ts'
import { createCursorCodec } from './cursor.ts'
import { registerMessageRoutes } from './messages.routes.ts'
import { ORDERS, ordersAt, upTo } from './testing/small-log.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

function appOn(gateway: MemoryGateway, gate = new StreamGate()) {
  const lines: string[] = []
  const log = createLog({ level: 'debug', write: (line) => lines.push(line) })
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw result.error
    },
  })
  app.onError(answerError(log))
  app.use(requestId(log))
  const clusters = {
    gateway: (name: string) => {
      if (name === 'local') return gateway
      throw new AppError('CLUSTER_NOT_FOUND', `There is no cluster "${name}".`)
    },
  }
  registerMessageRoutes(app, {
    clusters,
    cursors: createCursorCodec(Buffer.from('s')),
    filters: testFilters(),
    buffers: new BufferShares(),
    gate,
    log,
  })
  const scan = (body: unknown, cluster = 'local') =>
    app.request(paths.scan(cluster), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  return { app, scan, lines, gate }
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

describe('the scan route', () => {
  it('streams frames from open to end', async () => {
    const response = await appOn(ordersAt([upTo(3)])).scan({ topic: ORDERS, from: { newest: 2 } })
    expect(response.status).toBe(200)
    const frames = linesOf(await response.text())
    expect(frames.map(({ t }) => t)).toEqual(['open', 'rows', 'progress', 'end'])
    expect(frames[0].requestId).toBe(response.headers.get('x-request-id'))
    expect(frames[1].rows).toMatchObject([
      { topic: ORDERS, partition: 0, offset: '2', timestamp: 2 },
      { offset: '1' },
    ])
  })

  it.each<[number, string, unknown, string?]>([
    [404, 'TOPIC_NOT_FOUND', { topic: 'none' }],
    [404, 'PARTITION_NOT_FOUND', { topic: ORDERS, partitions: [4] }],
    [404, 'CLUSTER_NOT_FOUND', { topic: ORDERS }, 'elsewhere'],
    [400, 'CURSOR_INVALID', { topic: ORDERS, cursor: 'x.y' }],
    [400, 'BAD_REQUEST', { topic: '..' }],
    [400, 'BAD_REQUEST', { topic: ORDERS, limit: 10_001 }],
    [400, 'BAD_REQUEST', { topic: ORDERS, from: { newest: 1, oldest: true } }],
    [400, 'BAD_REQUEST', { topic: ORDERS, from: { offset: '9223372036854775808' } }],
    [400, 'BAD_REQUEST', { topic: ORDERS, from: { offset: 12 } }],
    [400, 'BAD_REQUEST', { topic: ORDERS, from: { offset: '1e3' } }],
    [400, 'BAD_REQUEST', { topic: ORDERS, from: { offsets: { x: '1' } } }],
    [400, 'BAD_REQUEST', { topic: ORDERS, colour: 'red' }],
  ])('answers %i %s for %j', async (status, code, body, cluster) => {
    const response = await appOn(ordersAt([[1]])).scan(body, cluster)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code, retryable: false })
  })

  it('refuses more streams than it can serve', async () => {
    const { scan } = appOn(ordersAt([upTo(3)]), new StreamGate(1))
    const first = await scan({ topic: ORDERS })
    const second = await scan({ topic: ORDERS })
    expect(second.status).toBe(429)
    expect(second.headers.get('retry-after')).toBe('1')
    await first.text()
    expect((await scan({ topic: ORDERS })).status).toBe(200)
  })

  it('a client that closes its socket stops the broker reads and frees its place', async () => {
    const gateway = ordersAt([[]])
    const value = 'x'.repeat(50_000)
    for (const at of upTo(400)) gateway.append(ORDERS, 0, [{ timestamp: BigInt(at), value }])
    const { app, gate } = appOn(gateway)
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    closing.push(() => server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    gateway.setLatency(20)
    const abort = new AbortController()
    const response = await fetch(`http://127.0.0.1:${port}${paths.scan('local')}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ topic: ORDERS, from: { oldest: true }, limit: 10_000 }),
      signal: abort.signal,
    })
    await response.body?.getReader().read()
    expect(gate.open).toBe(1)
    abort.abort()
    await expect.poll(() => gate.open, { timeout: 1_000, interval: 10 }).toBe(0)
    const before = gateway.calls.fetch
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(gateway.calls.fetch).toBe(before)
  })
})

describe('the record route', () => {
  const record = (offset: string, partition = 0) =>
    appOn(ordersAt([[1, 2]])).app.request(
      `/api/clusters/local/topics/${ORDERS}/partitions/${partition}/offsets/${offset}`,
    )

  it('answers one record', async () => {
    const response = await record('1')
    expect(response.status).toBe(200)
    expect(await response.json()).toMatchObject({
      offset: '1',
      value: { data: 'at 2' },
      batch: { records: 2 },
    })
  })

  it.each([
    ['2', 404, 'OFFSET_OUT_OF_RANGE'],
    ['9223372036854775807', 404, 'OFFSET_OUT_OF_RANGE'],
    ['9223372036854775808', 400, 'BAD_REQUEST'],
    ['-1', 400, 'BAD_REQUEST'],
    ['1e3', 400, 'BAD_REQUEST'],
  ])('answers offset %s with %i %s', async (offset, status, code) => {
    const response = await record(offset)
    expect(response.status).toBe(status)
    expect(await response.json()).toMatchObject({ code })
  })

  it('refuses a partition that is none, and one the topic lacks', async () => {
    expect((await record('1', 2.5)).status).toBe(400)
    expect(await (await record('1', 9)).json()).toMatchObject({ code: 'PARTITION_NOT_FOUND' })
  })
})

describe('the bytes of a record', () => {
  const bytes = Buffer.concat([Buffer.from('{"a":1}'), Buffer.alloc(1_000_000, 0xff)])
  const partOf = async (path: string, method = 'GET') => {
    const gateway = ordersAt([[1]])
    gateway.append(ORDERS, 0, [{ timestamp: 2n, key: '{"k": 1}', value: bytes }])
    gateway.append(ORDERS, 0, [{ timestamp: 3n, key: '', value: null }])
    const { app, gate } = appOn(gateway)
    const url = `/api/clusters/local/topics/${ORDERS}/partitions/0/offsets/${path}`
    return { response: await app.request(url, { method }), gate }
  }

  it('are answered as they are, to be saved and never shown', async () => {
    const { response, gate } = await partOf('1/value')
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/octet-stream',
      'content-length': String(bytes.length),
      'content-disposition': 'attachment; filename="orders-p0-o1-value.bin"',
    })
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true)
    expect(gate.open).toBe(0)
  })

  it('of a key come likewise, named by what they look like', async () => {
    const { response } = await partOf('1/key')
    expect(response.headers.get('content-disposition')).toContain('orders-p0-o1-key.json')
    expect(await response.text()).toBe('{"k": 1}')
    expect((await partOf('0/value')).response.headers.get('content-disposition')).toContain('.txt"')
  })

  it('of an empty key are none; a null value has nothing to download', async () => {
    const { response: empty } = await partOf('2/key')
    expect([empty.status, await empty.text()]).toEqual([200, ''])
    const { response: none, gate } = await partOf('2/value')
    expect(none.status).toBe(404)
    expect(await none.json()).toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringContaining('is null'),
    })
    expect(gate.open).toBe(0)
  })

  it('are counted without being sent, refuse other parts, and give their place back when nobody takes them', async () => {
    const head = await partOf('1/value', 'HEAD')
    expect(head.response.headers.get('content-length')).toBe(String(bytes.length))
    expect(head.gate.open).toBe(0)
    expect((await partOf('1/headers')).response.status).toBe(400)
    const left = await partOf('1/value')
    expect(left.gate.open).toBe(1)
    await left.response.body?.cancel()
    expect(left.gate.open).toBe(0)
  })

  it('are sent to four at a time', async () => {
    const { app } = appOn(ordersAt([[1]]))
    const ask = () => app.request(`/api/clusters/local/topics/${ORDERS}/partitions/0/offsets/0/value`)
    const open = [await ask(), await ask(), await ask(), await ask()]
    expect(await (await ask()).json()).toMatchObject({ code: 'TOO_MANY_STREAMS' })
    await open[0]?.text()
    expect((await ask()).status).toBe(200)
  })
})

describe('what goes wrong inside', () => {
  it('leaves as an opaque last frame, and its truth goes to the log', async () => {
    const gateway = ordersAt([upTo(3)])
    const broken = { ...gateway, fetch: () => Promise.reject(new TypeError('secret detail')) }
    const { scan, lines } = appOn(broken)
    const frames = linesOf(await (await scan({ topic: ORDERS })).text())
    expect(frames.at(-1)).toMatchObject({ t: 'error', code: 'INTERNAL' })
    expect(JSON.stringify(frames)).not.toContain('secret detail')
    expect(lines.join()).toContain('secret detail')
  })
})
