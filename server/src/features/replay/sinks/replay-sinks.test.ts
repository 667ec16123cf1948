import { mkdtemp, readFile, rm, stat, truncate } from 'node:fs/promises'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { NewRecord } from '#kafka/writer.ts'
import type { ReplaySinks, SourceRecord } from '../replay-parts.ts'
import { headerOf } from '../testing/batch-headers.ts'
import { createReplaySinks } from './replay-sinks.ts'

const going = new AbortController().signal
const ID = 'job12345'
let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-sinks-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

function recordAt(offset: number, shaped: Partial<NewRecord> = {}, partition = 0) {
  const record = { offset: BigInt(offset), timestamp: 5n, key: null, value: null, headers: [], size: 10 }
  const source: SourceRecord = { topic: 'orders', partition, batch: headerOf(), record }
  const made: NewRecord = {
    ...{ timestamp: 7n, key: Buffer.from('k'), value: Buffer.from(`v${offset}`), headers: [] },
    ...shaped,
  }
  return { source, shaped: made }
}

const files = () => createReplaySinks({ folder, endpoints: [] })

async function written(sinks: ReplaySinks): Promise<Buffer> {
  const file = await sinks.file(ID)
  if (file === null) throw new Error('no file')
  return await readFile(file.path)
}

describe('a file of lines', () => {
  const target = { kind: 'file' as const, format: 'ndjson' as const }
  const lines = async (sinks: ReplaySinks) =>
    (await written(sinks))
      .toString()
      .split('\n')
      .slice(0, -1)
      .map((line) => JSON.parse(line))

  it('has each record at the place of its source, null apart from empty, and says at its end that it is whole', async () => {
    const sinks = files()
    expect(await sinks.file(ID)).toBeNull()
    const sink = await sinks.open(target, ID)
    const headers = [{ key: 'a', value: null }]
    await sink.write([recordAt(3, { key: null, headers }), recordAt(4, { value: Buffer.alloc(0) })], going)
    await sink.write([recordAt(5, { value: Buffer.from([0xff]) })], going)
    await sink.close(true)
    const [first, second, third, end] = await lines(sinks)
    expect(first).toMatchObject({ topic: 'orders', offset: '3', timestamp: 7, key: null, value: 'v3' })
    expect(first.headers).toEqual([{ key: 'a', value: null }])
    expect([second.value, third.value]).toEqual(['', { base64: '/w==' }])
    expect(end).toMatchObject({ end: { complete: true, messages: 3 } })
    expect((await stat((await sinks.file(ID))?.path ?? '')).mode & 0o777).toBe(0o600)
  })

  it('is gone on with behind its last whole line, and is not whole before the job is', async () => {
    const sinks = files()
    const sink = await sinks.open(target, ID)
    await sink.write([recordAt(1), recordAt(2)], going)
    await sink.close(false)
    const path = (await sinks.file(ID))?.path ?? ''
    await truncate(path, (await stat(path)).size - 5)
    const again = await sinks.open(target, ID)
    await again.write([recordAt(2), recordAt(3)], going)
    await again.close(true)
    const all = await lines(sinks)
    expect(all.slice(0, -1).map(({ offset }) => offset)).toEqual(['1', '2', '3'])
    expect(all.at(-1)).toMatchObject({ end: { messages: 3 } })
  })
})

describe('a file of bytes', () => {
  const target = { kind: 'file' as const, format: 'binary' as const }
  const namesIn = (tar: Buffer) => {
    const names: string[] = []
    for (let at = 0; at < tar.length && tar[at] !== 0; ) {
      const size = Number.parseInt(tar.toString('latin1', at + 124, at + 135), 8)
      names.push(tar.toString('latin1', at, tar.indexOf(0, at)))
      at += 512 + Math.ceil(size / 512) * 512
    }
    return names
  }

  it('is a tar of keys and values as they are, each piece with its own index', async () => {
    const sinks = files()
    const sink = await sinks.open(target, ID)
    const bytes = Buffer.from([0, 255, 10])
    await sink.write([recordAt(1, { value: bytes, key: null })], going)
    await sink.write([recordAt(2, { value: null })], going)
    await sink.close(true)
    const tar = await written(sinks)
    expect(namesIn(tar)).toEqual([
      'orders/0/1.value',
      'index-0000000.ndjson',
      'orders/0/2.key',
      'index-0000001.ndjson',
      'export.json',
    ])
    expect(tar.subarray(512, 515)).toEqual(bytes)
  })

  it('is gone on with behind the last index that is whole', async () => {
    const sinks = files()
    const sink = await sinks.open(target, ID)
    await sink.write([recordAt(1)], going)
    await sink.write([recordAt(2)], going)
    await sink.close(false)
    const path = (await sinks.file(ID))?.path ?? ''
    await truncate(path, (await stat(path)).size - 600)
    const again = await sinks.open(target, ID)
    await again.write([recordAt(2)], going)
    await again.close(true)
    const names = namesIn(await written(sinks))
    expect(names.filter((name) => name.endsWith('.value'))).toEqual(['orders/0/1.value', 'orders/0/2.value'])
    expect(names.filter((name) => name.startsWith('index'))).toEqual([
      'index-0000000.ndjson',
      'index-0000001.ndjson',
    ])
  })
})

describe('an endpoint', () => {
  let server: Server
  let seen: { headers: IncomingHttpHeaders; body: { offset: string; partition: number } }[]
  let answers: number[]
  beforeEach(async () => {
    seen = []
    answers = []
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (piece) => {
        body += piece
      })
      request.on('end', () => {
        seen.push({ headers: request.headers, body: JSON.parse(body) })
        response.writeHead(answers.shift() ?? 204, { location: '/elsewhere' }).end()
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  afterEach(() => server.close())

  const sinks = () => {
    const { port } = server.address() as AddressInfo
    const endpoint = {
      name: 'warehouse',
      url: `http://127.0.0.1:${port}/in`,
      headers: { authorization: 'Bearer x' },
    }
    return createReplaySinks({
      folder,
      endpoints: [endpoint],
      timing: { timeoutMs: 5000, tries: 3, firstMs: 1, longestMs: 5 },
    })
  }
  const target = { kind: 'http' as const, endpoint: 'warehouse' }

  it('gets each record in the order of its partition, under a key that names it', async () => {
    const sink = await sinks().open(target, ID)
    await sink.write([recordAt(1), recordAt(2), recordAt(1, {}, 1)], going)
    await sink.close(true)
    expect(seen).toHaveLength(3)
    expect(seen.filter(({ body }) => body.partition === 0).map(({ body }) => body.offset)).toEqual(['1', '2'])
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer x',
      'content-type': 'application/json',
      'idempotency-key': 'job12345/orders/0/1',
      'sluice-replay-id': ID,
    })
  })

  it('gets the same again while it is in trouble, and nothing behind it before', async () => {
    answers = [503, 429]
    const sink = await sinks().open(target, ID)
    await sink.write([recordAt(1), recordAt(2)], going)
    expect(seen.map(({ body }) => body.offset)).toEqual(['1', '1', '1', '2'])
  })

  it('ends the job when it refuses, redirects or stays in trouble', async () => {
    const sink = await sinks().open(target, ID)
    for (const [given, words] of [
      [[400], 'status 400'],
      [[302], 'redirect'],
      [[500, 500, 500], 'after 3 tries'],
    ] as const) {
      answers = [...given]
      await expect(sink.write([recordAt(1), recordAt(2)], going)).rejects.toThrow(words)
    }
    expect(seen.every(({ body }) => body.offset === '1')).toBe(true)
  })

  it('sends nothing more of any partition once one was refused', async () => {
    answers = [400]
    const sink = await sinks().open(target, ID)
    const lanes = [0, 1, 2].flatMap((partition) =>
      [1, 2, 3, 4].map((offset) => recordAt(offset, {}, partition)),
    )
    await expect(sink.write(lanes, going)).rejects.toThrow('status 400')
    const then = seen.length
    expect(then).toBeLessThan(lanes.length)
    await sink.write([recordAt(9)], going)
    expect(seen).toHaveLength(then + 1)
  })

  it('is refused by a name that the configuration does not have', async () => {
    const unknown = { kind: 'http' as const, endpoint: 'elsewhere' }
    await expect(sinks().open(unknown, ID)).rejects.toMatchObject({ code: 'BAD_REQUEST' })
  })
})
