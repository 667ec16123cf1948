import { OpenAPIHono } from '@hono/zod-openapi'
import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import { testFilters } from '#filters/testing/test-filters.ts'
import type { AppEnv } from '#http/app-env.ts'
import { answerError } from '#http/error-answer.ts'
import { createLog } from '#http/log.ts'
import { requestId } from '#http/request-id.ts'
import { StreamGate } from '#http/stream-gate.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { BufferShares } from './buffer-shares.ts'
import { registerTailRoute } from './tail.routes.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from './testing/small-log.ts'

function appOn(gateway: MemoryGateway, gate = new StreamGate()) {
  const log = createLog({ level: 'debug', write: () => {} })
  const app = new OpenAPIHono<AppEnv>({
    defaultHook: (result) => {
      if (!result.success) throw result.error
    },
  })
  app.onError(answerError(log))
  app.use(requestId(log))
  registerTailRoute(app, {
    clusters: { gateway: () => gateway },
    filters: testFilters(),
    buffers: new BufferShares(),
    gate,
    log,
  })
  return (body: unknown) =>
    app.request(paths.tail('local'), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
}

/** The next frame that came over the wire. */
async function nextFrame(reader: ReadableStreamDefaultReader<Uint8Array>) {
  const { value } = await reader.read()
  return JSON.parse(new TextDecoder().decode(value))
}

describe('the tail route', () => {
  it('streams what arrives until its reader goes, and then asks the cluster no more', async () => {
    const gateway = ordersAt([upTo(2)])
    const gate = new StreamGate()
    const { body } = await appOn(gateway, gate)({ topic: ORDERS })
    const reader = body?.getReader()
    if (reader === undefined) throw new Error('no body')
    expect(await nextFrame(reader)).toMatchObject({ t: 'open', places: [{ next: '2' }] })
    gateway.append(ORDERS, 0, recordsAt([9]))
    expect(await nextFrame(reader)).toMatchObject({ t: 'rows', rows: [{ offset: '2' }] })
    const since = performance.now()
    await reader.cancel()
    expect([gate.open, performance.now() - since < 1_000]).toEqual([0, true])
    const before = { ...gateway.calls }
    await new Promise((resolve) => setTimeout(resolve, 700))
    expect(gateway.calls).toEqual(before)
  })

  it('serves 200 at once, refuses one more, and has place again when one goes', async () => {
    const tail = appOn(ordersAt([[]]))
    const open = await Promise.all(upTo(200).map(() => tail({ topic: ORDERS })))
    expect(open.every(({ status }) => status === 200)).toBe(true)
    const refused = await tail({ topic: ORDERS })
    expect([refused.status, refused.headers.has('retry-after')]).toEqual([429, true])
    await open[0]?.body?.cancel()
    const again = await tail({ topic: ORDERS })
    expect(again.status).toBe(200)
    await Promise.all([...open.slice(1), again].map(({ body }) => body?.cancel()))
  })

  it.each<[number, string, unknown]>([
    [404, 'TOPIC_NOT_FOUND', { topic: 'none' }],
    [404, 'PARTITION_NOT_FOUND', { topic: ORDERS, partitions: [7] }],
    [400, 'BAD_REQUEST', {}],
    [400, 'BAD_REQUEST', { topic: ORDERS, topics: [ORDERS] }],
    [400, 'BAD_REQUEST', { topics: [ORDERS], partitions: [0] }],
    [400, 'BAD_REQUEST', { topic: ORDERS, maxPerSecond: 2001 }],
    [400, 'FILTER_INVALID', { topic: ORDERS, filter: { cel: 'value.' } }],
  ])('answers %i %s to %j', async (status, code, body) => {
    const response = await appOn(ordersAt([[]]))(body)
    expect([response.status, await response.json()]).toMatchObject([status, { code }])
  })
})
