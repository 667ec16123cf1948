import { execFile } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Message } from '@sluice/shared/messages'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createWriter } from './create-writer.ts'
import { header, sampleMessage } from './testing/sample-messages.ts'

const run = promisify(execFile)
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-tar-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Unpacked by the system's own tar. */
async function unpacked(rows: Message[]): Promise<string> {
  const into = await mkdtemp(join(folder, 'x-'))
  const writer = createWriter({ format: 'tar' })
  const end = { complete: true, state: 'complete' as const, messages: 0, missing: [], notes: [], fault: null }
  const archive = join(into, 'archive.tar')
  await writeFile(archive, Buffer.concat([writer.begin(), writer.rows(rows), writer.end({ end })]))
  await run('tar', ['-xf', archive, '-C', into])
  return into
}

describe('a tar file', () => {
  it('is unpacked by the system’s tar to the bytes of each payload: none for null, an empty file for empty', async () => {
    const binary = Buffer.from(Array.from({ length: 513 }, (_, at) => at % 256))
    const folderOf = await unpacked([
      sampleMessage({ offset: '9223372036854775806', key: '키', value: binary }),
      sampleMessage({ offset: '1', key: null, value: '' }),
    ])
    const files = await readdir(join(folderOf, 'orders/0'))
    expect(files.sort()).toEqual(['1.value', '9223372036854775806.key', '9223372036854775806.value'])
    expect(await readFile(join(folderOf, 'orders/0/9223372036854775806.value'))).toEqual(binary)
    expect(await readFile(join(folderOf, 'orders/0/9223372036854775806.key'), 'utf8')).toBe('키')
    expect(await readFile(join(folderOf, 'orders/0/1.value'))).toHaveLength(0)
    expect(JSON.parse(await readFile(join(folderOf, 'export.json'), 'utf8')).end.complete).toBe(true)
  })

  it('has an index with all that is no payload', async () => {
    const headers = [header('a', null), header('a', Buffer.from([0xff]))]
    const folderOf = await unpacked([sampleMessage({ offset: '7', value: 'abc', headers })])
    const line = JSON.parse(await readFile(join(folderOf, 'index-00000.ndjson'), 'utf8'))
    expect(line).toMatchObject({
      offset: '7',
      timestamp: 1_700_000_000_000,
      key: null,
      value: { file: 'orders/0/7.value', size: 3 },
      headers: [
        { key: 'a', value: null },
        { key: 'a', value: { base64: '/w==' } },
      ],
    })
  })

  it('keeps names longer than the old format has room for, and times that it has none for', async () => {
    const topic = `${'a'.repeat(244)}-last`
    const rows = ['99', '100'].map((offset) => sampleMessage({ topic, offset, value: offset, timestamp: -1 }))
    const folderOf = await unpacked(rows)
    expect((await readdir(join(folderOf, topic, '0'))).sort()).toEqual(['100.value', '99.value'])
  })

  it('writes its index in pieces, so that memory holds one of them at most', async () => {
    const rows = Array.from({ length: 6000 }, (_, at) => sampleMessage({ offset: `${at}`, value: `${at}` }))
    const pieces = (await readdir(await unpacked(rows))).filter((name) => name.startsWith('index-'))
    expect(pieces.length).toBeGreaterThan(1)
  })
})
