import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { ScanFrame, ScanRequest } from '@sluice/shared/messages'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { ApiError } from './api-error.ts'
import { scanStream } from './scan-stream.ts'

const request: ScanRequest = { topic: 'orders', from: { newest: 10 }, limit: 10, isolation: 'read_committed' }
const progress = {
  t: 'progress',
  records: 1,
  matched: 1,
  bytes: 9,
  elapsedMs: 1,
  offsetsDone: '1',
  offsetsTotal: '2',
}
const end = {
  t: 'end',
  reason: 'limit',
  cursor: null,
  missing: [],
  records: 2,
  matched: 2,
  bytes: 9,
  elapsedMs: 3,
}

let answer: (response: ServerResponse, request: IncomingMessage) => void = () => undefined
const server = createServer((request, response) => answer(response, request))

beforeEach(async () => {
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready))
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const fetchReal = globalThis.fetch
  // The page asks by path; outside a browser the origin has to be put in front.
  vi.stubGlobal('fetch', (path: string, init: RequestInit) => fetchReal(base + path, init))
})

afterEach(async () => {
  vi.unstubAllGlobals()
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

async function collect(signal = AbortSignal.timeout(5000), silenceMs = 4000): Promise<ScanFrame[]> {
  const frames: ScanFrame[] = []
  for await (const frame of scanStream('local', request, { signal, silenceMs })) frames.push(frame)
  return frames
}

function write(...lines: unknown[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

describe('scanStream', () => {
  it('posts the request and gives the frames in order up to the end', async () => {
    let seen = ''
    answer = async (response, incoming) => {
      for await (const chunk of incoming) seen += chunk
      seen = `${incoming.method} ${incoming.url} ${seen}`
      response.end(write(progress, { t: 'hb' }, end))
    }
    expect((await collect()).map((frame) => frame.t)).toEqual(['progress', 'hb', 'end'])
    expect(seen).toBe(`POST /api/clusters/local/messages/scan ${JSON.stringify(request)}`)
  })

  it('puts together a line and a letter that arrive in pieces', async () => {
    const note = { t: 'note', code: 'gap', message: '책이 없다', partition: 0, from: '1', to: '2', count: 1 }
    const bytes = Buffer.from(write(note, end))
    answer = async (response) => {
      for (let at = 0; at < bytes.length; at += 7) {
        response.write(bytes.subarray(at, at + 7))
        await new Promise((sent) => setImmediate(sent))
      }
      response.end()
    }
    expect((await collect())[0]).toEqual(note)
  })

  it('calls a stream without an end cut, whether it closes politely or not', async () => {
    answer = (response) => response.end(write(progress))
    await expect(collect()).rejects.toMatchObject({ name: 'StreamCut', reason: 'closed' })
    answer = (response) => {
      response.write(write(progress))
      setTimeout(() => response.destroy(), 30)
    }
    await expect(collect()).rejects.toMatchObject({ name: 'StreamCut', reason: 'closed' })
  })

  it('gives up on a silent stream', async () => {
    answer = (response) => response.write(write(progress))
    await expect(collect(AbortSignal.timeout(5000), 80)).rejects.toMatchObject({ reason: 'silent' })
  })

  it.each([['not JSON\n'], ['{"t":"surprise"}\n'], ['[1]\n'], ['null\n']])('refuses %j', async (line) => {
    answer = (response) => response.end(line)
    await expect(collect()).rejects.toMatchObject({ reason: 'malformed' })
  })

  it('keeps a refusal as the typed error it is', async () => {
    answer = (response) => {
      const body = {
        code: 'TOPIC_NOT_FOUND',
        message: 'No topic "orders".',
        retryable: false,
        requestId: 'r1',
      }
      response.writeHead(404, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    const error = await collect().catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({ code: 'TOPIC_NOT_FOUND', requestId: 'r1' })
  })

  it('closes the connection when the reader stops, before the end or by its signal', async () => {
    const closed: Promise<unknown>[] = []
    answer = (response) => {
      closed.push(new Promise((gone) => response.on('close', gone)))
      response.write(write(progress))
    }
    for await (const _ of scanStream('local', request, { signal: AbortSignal.timeout(5000) })) break
    await closed[0]
    const stop = new AbortController()
    setTimeout(() => stop.abort(), 50)
    await expect(collect(stop.signal)).rejects.toMatchObject({ name: 'AbortError' })
    await closed[1]
    expect(closed).toHaveLength(2)
  })
})
