import { serve } from '@hono/node-server'
import { OpenAPIHono } from '@hono/zod-openapi'
import { ExportLine, ExportStatus } from '@sluice/shared/messages-export'
import { paths } from '@sluice/shared/paths'
import { afterEach, describe, expect, it } from 'vitest'
import { testFilters } from '#filters/testing/test-filters.ts'
import type { AppEnv } from '#http/app-env.ts'
import { answerError } from '#http/error-answer.ts'
import { createLog } from '#http/log.ts'
import { requestId } from '#http/request-id.ts'
import { StreamGate } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { encodeBatch } from '#records/batch-writer.ts'
import { BufferShares } from './buffer-shares.ts'
import { createCursorCodec } from './cursor.ts'
import { registerExportRoutes } from './export.routes.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

const NDJSON = { format: 'ndjson' }

function desk(gateway: KafkaGateway) {
  const log = createLog({ level: 'debug', write: () => {} })
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw result.error
    },
  })
  app.onError(answerError(log))
  app.use(requestId(log))
  const gate = new StreamGate()
  const cursors = createCursorCodec(Buffer.from('s'))
  registerExportRoutes(app, {
    clusters: { gateway: () => gateway },
    cursors,
    filters: testFilters(),
    buffers: new BufferShares(),
    gate,
    log,
  })
  const post = (body: object) =>
    app.request(paths.exports('local'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ query: { topic: ORDERS }, output: NDJSON, ...body }),
    })
  const begin = async (body: object = {}) => ExportStatus.parse(await (await post(body)).json())
  const status = async (id: string) =>
    ExportStatus.parse(await (await app.request(paths.export('local', id))).json())
  const file = (id: string, method = 'GET') => app.request(paths.exportFile('local', id), { method })
  const cancel = (id: string) => app.request(paths.export('local', id), { method: 'DELETE' })
  return { app, gate, post, begin, status, file, cancel }
}

const linesOf = (text: string) =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))

/** "partition:offset" of each message of the file, and its last line. */
function read(text: string) {
  const lines = linesOf(text)
  const { end } = lines.pop()
  const places = lines.map((line) => ExportLine.parse(line)).map((line) => `${line.partition}:${line.offset}`)
  return { places, end }
}

describe('an export', () => {
  it('is of all that match, whatever the limit of the page and wherever it begins', async () => {
    const { begin, file, status } = desk(ordersAt([upTo(1200), upTo(700)]))
    const { id, ranges } = await begin({ query: { topic: ORDERS, from: { newest: 3 }, limit: 2 } })
    expect(ranges).toMatchObject([{ end: '1200' }, { end: '700' }])
    const { places, end } = read(await (await file(id)).text())
    expect(new Set(places).size).toBe(1900)
    expect(end).toMatchObject({ complete: true, messages: 1900 })
    expect(await status(id)).toMatchObject({
      state: 'complete',
      messages: 1900,
      offsetsDone: '1900',
      offsetsTotal: '1900',
    })
  })

  it('takes a limit of its own, over the pages of a newest-first scan too', async () => {
    const { begin, file } = desk(ordersAt([upTo(1000)]))
    const newest = await begin({ query: { topic: ORDERS, from: { newest: 500 } }, limit: 250 })
    const { places, end } = read(await (await file(newest.id)).text())
    expect(places).toEqual(upTo(250).map((at) => `0:${999 - at}`))
    expect(end).toMatchObject({ complete: true })
    const oldest = await begin({ query: { topic: ORDERS, from: { oldest: true } }, limit: 7 })
    expect(read(await (await file(oldest.id)).text()).places).toHaveLength(7)
  })

  it('holds only what the filter lets through, and whole payloads', async () => {
    const gateway = ordersAt([upTo(300)])
    const value = `needle ${'x'.repeat(100_000)}`
    gateway.append(ORDERS, 0, [{ timestamp: 1n, value }])
    const { begin, file } = desk(gateway)
    const { id } = await begin({ query: { topic: ORDERS, filter: { text: 'needle' } } })
    const [line] = linesOf(await (await file(id)).text())
    expect(line).toMatchObject({ offset: '300', value })
  })

  it('ends where the log ended when it began', async () => {
    const gateway = ordersAt([upTo(10)])
    const { begin, file } = desk(gateway)
    const { id } = await begin()
    gateway.append(ORDERS, 0, recordsAt([10, 11]))
    expect(read(await (await file(id)).text()).places).toHaveLength(10)
  })

  it('comes as an attachment with a name that any file system takes; HEAD does not use it up', async () => {
    const { begin, file } = desk(ordersAt([upTo(3)]))
    const { id, filename } = await begin({ output: { format: 'csv' } })
    expect(filename).toMatch(/^sluice-orders-\d{8}-\d{6}Z\.csv$/)
    expect((await file(id, 'HEAD')).headers.get('content-disposition')).toContain(filename)
    const response = await file(id)
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'text/csv; charset=utf-8; header=present',
      'content-disposition': `attachment; filename="${filename}"`,
      'cache-control': 'no-store, no-transform',
    })
    expect((await response.text()).split('\r\n')).toHaveLength(5)
  })

  it('is fetched once, and known by its id only', async () => {
    const { begin, file, gate } = desk(ordersAt([upTo(3)]))
    const { id } = await begin()
    await (await file(id)).text()
    const again = await file(id)
    expect(again.status).toBe(409)
    expect(await again.json()).toMatchObject({ code: 'EXPORT_TAKEN' })
    const other = await file('00000000-0000-4000-8000-000000000000')
    expect(await other.json()).toMatchObject({ code: 'EXPORT_NOT_FOUND' })
    expect(gate.open).toBe(0)
  })

  it.each([
    [404, 'TOPIC_NOT_FOUND', { query: { topic: 'none' } }],
    [404, 'PARTITION_NOT_FOUND', { query: { topic: ORDERS, partitions: [7] } }],
    [400, 'BAD_REQUEST', { query: { topic: ORDERS, cursor: 'x.y' } }],
    [400, 'BAD_REQUEST', { limit: 0 }],
    [400, 'BAD_REQUEST', { output: { format: 'xml' } }],
    [400, 'BAD_REQUEST', { output: { format: 'csv', headers: Array.from({ length: 101 }, String) } }],
  ])('answers %i %s before there is a file for %j', async (code, name, body) => {
    const { post, gate } = desk(ordersAt([[1]]))
    const response = await post(body)
    expect(response.status).toBe(code)
    expect(await response.json()).toMatchObject({ code: name })
    expect(gate.open).toBe(0)
  })

  it('is one of eight at most', async () => {
    const { begin, post, cancel } = desk(ordersAt([upTo(3)]))
    const all = await Promise.all(Array.from({ length: 8 }, () => begin()))
    expect((await post({})).status).toBe(429)
    await cancel(all[0]?.id ?? '')
    expect((await post({})).status).toBe(201)
  })

  it('that lacks a partition says so in its last line and its status', async () => {
    const gateway = ordersAt([upTo(5), upTo(5)])
    gateway.setOffline(ORDERS, 1, true)
    const { begin, file, status } = desk(gateway)
    const { id } = await begin({ query: { topic: ORDERS, from: { oldest: true } } })
    const { places, end } = read(await (await file(id)).text())
    expect(places).toHaveLength(5)
    expect(end).toMatchObject({ complete: false, state: 'partial', missing: [{ partition: 1 }] })
    expect(await status(id)).toMatchObject({ state: 'partial', missing: [{ code: 'LEADER_UNAVAILABLE' }] })
  })

  it('that lacks records of a broken batch is not complete', async () => {
    const gateway = ordersAt([upTo(5)])
    const damaged = encodeBatch([{ timestamp: 1n, key: null, value: Buffer.from('x') }], { baseOffset: 5n })
    damaged.writeUInt8(0x7f, damaged.length - 1)
    gateway.appendBytes(ORDERS, 0, damaged)
    const { begin, file } = desk(gateway)
    const { id } = await begin()
    expect(read(await (await file(id)).text()).end).toMatchObject({
      complete: false,
      notes: [{ code: 'corrupt' }],
    })
  })
})

describe('the transfer of an export', () => {
  /** Over a socket: only there is a broken end told from a clean one. */
  async function fetched(gateway: KafkaGateway, output: object) {
    const { app, begin, status, cancel, gate } = desk(gateway)
    const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' })
    closing.push(() => server.close())
    await new Promise((resolve) => server.once('listening', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { id } = await begin({ query: { topic: ORDERS, from: { oldest: true } }, output })
    const stop = new AbortController()
    const url = `http://127.0.0.1:${port}${paths.exportFile('local', id)}`
    const response = await fetch(url, { signal: stop.signal })
    return { response, stop, status: () => status(id), cancel: () => cancel(id), gate }
  }

  function manyBatches() {
    const gateway = ordersAt([[]])
    const value = 'x'.repeat(50_000)
    for (const at of upTo(400)) gateway.append(ORDERS, 0, [{ timestamp: BigInt(at), value }])
    return gateway
  }

  it.each(['csv', 'ndjson', 'tar'])('that fails is broken off, not ended (%s)', async (format) => {
    const gateway = manyBatches()
    let calls = 0
    const failing: KafkaGateway = {
      ...gateway,
      fetch: (...args) => {
        calls += 1
        return calls > 3 ? Promise.reject(new TypeError('secret detail')) : gateway.fetch(...args)
      },
    }
    const { response, status, gate } = await fetched(failing, { format })
    await expect(response.text()).rejects.toThrow()
    const ended = await status()
    expect(ended).toMatchObject({ state: 'failed', fault: { code: 'INTERNAL' } })
    expect(JSON.stringify(ended)).not.toContain('secret detail')
    expect(gate.open).toBe(0)
  })

  it('that is cancelled stops the broker reads and is broken off', async () => {
    const gateway = manyBatches()
    const { response, status, cancel, gate } = await fetched(gateway, NDJSON)
    gateway.setLatency(20)
    await response.body?.getReader().read()
    expect(await (await cancel()).json()).toMatchObject({ state: 'cancelled' })
    expect(gate.open).toBe(0)
    const before = gateway.calls.fetch
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect((gateway.calls.fetch ?? 0) - (before ?? 0)).toBeLessThanOrEqual(1)
    expect(await status()).toMatchObject({ state: 'cancelled' })
  })

  it('ends when the reader goes', async () => {
    const gateway = manyBatches()
    const { response, stop, status, gate } = await fetched(gateway, NDJSON)
    gateway.setLatency(20)
    await response.body?.getReader().read()
    stop.abort()
    await expect.poll(() => gate.open, { timeout: 1000, interval: 10 }).toBe(0)
    expect(await status()).toMatchObject({ state: 'cancelled' })
    const before = gateway.calls.fetch
    await new Promise((resolve) => setTimeout(resolve, 100))
    expect(gateway.calls.fetch).toBe(before)
  })
})
