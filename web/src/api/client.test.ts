import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterEach, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { ApiError } from './api-error.ts'
import { getJson, sendJson } from './client.ts'

let server: Server | null = null

async function serve(listener: RequestListener): Promise<string> {
  const started = createServer(listener)
  server = started
  await new Promise<void>((resolve) => started.listen(0, '127.0.0.1', resolve))
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}/x`
}

afterEach(() => {
  server?.closeAllConnections()
  server?.close()
})

const schema = z.object({ count: z.string() })
const failure = async (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => 'no failure',
    (error: unknown) => error,
  )

describe('getJson', () => {
  it('sends what is asked and leaves out what is not', async () => {
    let url: string | undefined
    const path = await serve((request, response) => {
      url = request.url
      response.end('{"count":"9007199254740993"}')
    })
    const query = { search: 'a&b', sort: undefined, q: '', page: 2 }
    expect(await getJson(path, schema, { query })).toEqual({ count: '9007199254740993' })
    expect(url).toBe('/x?search=a%26b&page=2')
  })

  it('rejects with the code, request id and status of the API’s own errors', async () => {
    const path = await serve((_, response) => {
      response.statusCode = 503
      response.end('{"code":"CLUSTER_UNREACHABLE","message":"no broker","retryable":true,"requestId":"r1"}')
    })
    const error = await failure(getJson(path, schema))
    expect(error).toBeInstanceOf(ApiError)
    expect(error).toMatchObject({
      code: 'CLUSTER_UNREACHABLE',
      retryable: true,
      requestId: 'r1',
      status: 503,
    })
  })

  it.each([
    ['a page of a proxy', 502, '<html>Bad gateway</html>', true],
    ['an answer of another shape', 200, '{"count":7}', false],
    ['an error of another shape', 404, '{"error":"nope"}', false],
  ])('says that it did not understand %s', async (_, status, body, retryable) => {
    const path = await serve((__, response) => {
      response.statusCode = status
      response.end(body)
    })
    expect(await failure(getJson(path, schema))).toMatchObject({
      code: 'ANSWER_NOT_UNDERSTOOD',
      status,
      retryable,
    })
  })

  it('tells a server that is gone apart from an answer that is wrong', async () => {
    const path = await serve((request) => request.socket.destroy())
    expect(await failure(getJson(path, schema))).toMatchObject({
      code: 'SERVER_UNREACHABLE',
      retryable: true,
    })
  })

  it('leaves an abort an abort', async () => {
    const path = await serve(() => undefined)
    const stop = new AbortController()
    const answer = failure(getJson(path, schema, { signal: stop.signal }))
    stop.abort(new Error('left the page'))
    expect(await answer).toMatchObject({ message: 'left the page' })
  })
})

describe('sendJson', () => {
  it('sends its body as JSON and reads the answer like any other', async () => {
    let sent = ''
    const path = await serve((request, response) => {
      sent = `${request.method} ${request.headers['content-type']} `
      request.on('data', (chunk) => {
        sent += chunk
      })
      request.on('end', () => response.end('{"count":"7"}'))
    })
    expect(await sendJson('POST', path, schema, { a: '9007199254740993' })).toEqual({ count: '7' })
    expect(sent).toBe('POST application/json {"a":"9007199254740993"}')
    expect(await sendJson('DELETE', path, schema)).toEqual({ count: '7' })
    expect(sent).toBe('DELETE undefined ')
  })
})
