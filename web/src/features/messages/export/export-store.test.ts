import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ExportRequest, ExportStatus } from '@sluice/shared/messages-export'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ExportStore, isRunning } from './export-store.ts'

const ID = '00000000-0000-4000-8000-000000000001'
const request: ExportRequest = {
  query: { topic: 'orders', from: { oldest: true }, isolation: 'read_committed' },
  output: { format: 'tar' },
}

const at = (state: ExportStatus['state'], messages: number): ExportStatus => ({
  id: ID,
  state,
  filename: 'sluice-orders.tar',
  ranges: [],
  missing: [],
  notes: [],
  records: messages,
  messages,
  bytesRead: 0,
  bytesWritten: 0,
  offsetsDone: String(messages),
  offsetsTotal: '100',
  elapsedMs: 0,
  fault: null,
})

let server: Server
let answers: (ExportStatus | number)[] = []
let asked: string[] = []

beforeEach(async () => {
  asked = []
  server = createServer((incoming: IncomingMessage, response) => {
    asked.push(`${incoming.method} ${incoming.url}`)
    const answer = answers.length > 1 ? answers.shift() : answers[0]
    response.statusCode = typeof answer === 'number' ? answer : 200
    response.end(typeof answer === 'number' ? '{}' : JSON.stringify(answer))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const real = fetch
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => real(`http://127.0.0.1:${port}${path}`, init))
})
afterEach(() => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  server.close()
})

function started() {
  const saved: string[] = []
  let clock = 0
  const store = new ExportStore({
    save: (path) => saved.push(path),
    now: () => clock,
    wait: async (ms) => {
      clock += ms
    },
  })
  return { store, saved }
}

describe('the export of a tab', () => {
  it('lets the browser take the file and follows it to its end', async () => {
    answers = [at('waiting', 0), at('running', 20), at('running', 40), at('complete', 100)]
    const { store, saved } = started()
    const seen: (string | undefined)[] = []
    store.subscribe(() => seen.push(store.view()?.status?.state))
    await store.begin('local', request)
    expect(saved).toEqual([`/api/clusters/local/messages/exports/${ID}/file`])
    expect(seen).toEqual([undefined, 'waiting', 'running', 'running', 'complete'])
    expect(isRunning(store.view())).toBe(false)
    expect(store.view()).toMatchObject({ error: null, messagesPerSecond: 100 / 1.5, leftMs: 0 })
    store.dismiss()
    expect(store.view()).toBeNull()
  })

  it('says why it could not begin, and saves nothing then', async () => {
    answers = [503]
    const { store, saved } = started()
    await store.begin('local', request)
    expect(store.view()?.error).toMatchObject({ status: 503 })
    expect(saved).toEqual([])
    expect(isRunning(store.view())).toBe(false)
  })

  it('asks again where an answer is lost, but not for ever', async () => {
    answers = [at('waiting', 0), 502, 502, at('complete', 1)]
    const { store } = started()
    await store.begin('local', request)
    expect(store.view()?.status?.state).toBe('complete')
    answers = [at('waiting', 0), 502]
    await store.begin('local', request)
    expect(store.view()?.error).toMatchObject({ status: 502 })
    expect(asked.length).toBeLessThan(15)
  })

  it('is cancelled at the server, and forgets an export that was dismissed', async () => {
    answers = [at('running', 1)]
    const { store } = started()
    const begun = store.begin('local', request)
    await vi.waitFor(() => expect(store.view()?.status?.state).toBe('running'))
    answers = [at('cancelled', 1)]
    await store.cancel()
    await begun
    expect(asked).toContain(`DELETE /api/clusters/local/messages/exports/${ID}`)
    expect(store.view()?.status?.state).toBe('cancelled')
  })
})
