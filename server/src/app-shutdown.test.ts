import { paths } from '@sluice/shared/paths'
import { describe, expect, it } from 'vitest'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import { testFilters } from '#filters/testing/test-filters.ts'
import { createLog } from '#http/log.ts'
import { StreamGate } from '#http/stream-gate.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { createTestApp } from './testing/test-app.ts'

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
})

describe('a shutdown', () => {
  it.each([
    ['a scan', paths.scan('local'), post({ topic: 'orders' })],
    ['a tail', '/api/clusters/local/messages/tail', post({ topic: 'orders' })],
    ['a histogram', '/api/clusters/local/messages/histogram', post({ topic: 'orders' })],
    ['an export', paths.exports('local'), post({ query: { topic: 'orders' }, output: { format: 'ndjson' } })],
    ['a download', '/api/clusters/local/topics/orders/partitions/0/offsets/0/value', {}],
  ])('that comes while %s begins is told as what it is, and logged as no error', async (_, target, init) => {
    const gateway = createMemoryGateway({ topics: [{ name: 'orders' }] })
    const gate = new StreamGate()
    const lines: string[] = []
    const log = createLog({ level: 'warn', write: (line) => lines.push(line) })
    const messages = {
      clusters: { gateway: () => gateway },
      cursors: createCursorCodec(Buffer.from('s')),
      buffers: new BufferShares(),
      filters: testFilters(),
      gate,
      log,
    }
    const { send } = createTestApp({ messages, log })
    gateway.setLatency(5_000)
    const answer = send(target, init)
    await expect.poll(() => gate.open).toBe(1)
    gate.endAll()
    expect(await (await answer).json()).toMatchObject({ code: 'SHUTTING_DOWN' })
    expect((await answer).status).toBe(503)
    expect(lines).toEqual([])
    expect(gate.open).toBe(0)
  })
})
