import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { ExportRequest } from '@sluice/shared/messages-export'
import { afterEach, describe, expect, it } from 'vitest'
import { askServer } from './ask-server.ts'

const REQUEST = ExportRequest.parse({ query: { topic: 'orders' }, output: { format: 'ndjson' } })
const BEGUN = {
  id: 'an-export',
  state: 'waiting',
  filename: 'orders.ndjson',
  ranges: [],
  missing: [],
  notes: [],
  records: 0,
  messages: 0,
  bytesRead: 0,
  bytesWritten: 0,
  offsetsDone: '0',
  offsetsTotal: '0',
  elapsedMs: 0,
  fault: null,
}
/** Where Node keeps the agent of `fetch`, whose patience is shortened here from its five minutes. */
const AGENT = Symbol.for('undici.globalDispatcher.1')
const globals = globalThis as unknown as Record<symbol, object | undefined>

let server: Server | undefined
afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

/** A Sluice whose file is silent for `silentMs`, and is then cut off if it is said so. */
async function serve(silentMs: number, cut = false): Promise<string> {
  server = createServer(async (request, response) => {
    if (request.method === 'POST') {
      response.end(JSON.stringify(BEGUN))
      return
    }
    response.flushHeaders()
    await sleep(silentMs)
    if (cut) response.destroy()
    else response.end('{"end":{}}\n')
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

describe('a search through a running Sluice', () => {
  it('waits for as long as nothing is found', async () => {
    await fetch('data:,')
    const usual = globals[AGENT]
    const Agent = usual?.constructor as new (options: object) => object
    globals[AGENT] = new Agent({ bodyTimeout: 100, headersTimeout: 100 })
    try {
      const { body } = await askServer(await serve(1_500))('local', REQUEST)
      expect(await new Response(body).text()).toBe('{"end":{}}\n')
    } finally {
      globals[AGENT] = usual
    }
  })

  it('fails where the file is cut off, and says where nobody answers', async () => {
    const { body } = await askServer(await serve(0, true))('local', REQUEST)
    await expect(new Response(body).text()).rejects.toThrow()
    const nobody = askServer('http://127.0.0.1:1')('local', REQUEST)
    await expect(nobody).rejects.toThrow('No Sluice answers at http://127.0.0.1:1')
  })
})
