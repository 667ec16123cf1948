import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKept } from './data-folder.ts'
import { writePid } from './pid-file.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice data '))
})

afterEach(() => rm(folder, { recursive: true }))

describe('kept data', () => {
  it('keeps its cluster id across starts, and each folder has one of its own', async () => {
    const first = await openKept(join(folder, 'a'), '4.3.1', 1)
    expect(await openKept(join(folder, 'a'), '4.3.1', 1)).toEqual(first)
    expect((await openKept(join(folder, 'b'), '4.3.1', 1)).clusterId).not.toBe(first.clusterId)
  })

  it('of three nodes is not opened with one, and the message says what it is', async () => {
    await openKept(folder, '4.3.1', 3)
    const opening = openKept(folder, '4.3.1', 1)
    await expect(opening).rejects.toMatchObject({ code: 'DATA_MISMATCH' })
    await expect(opening).rejects.toThrow('written by Kafka 4.3.1 with 3 node(s), not 4.3.1 with 1')
  })

  it('is forgotten where a fresh start is asked for, whatever it was written by', async () => {
    const first = await openKept(folder, '4.3.1', 3)
    const fresh = await openKept(folder, '4.3.1', 1, true)
    expect(fresh.clusterId).not.toBe(first.clusterId)
    expect(await openKept(folder, '4.3.1', 1)).toEqual(fresh)
  })

  it('is not forgotten while a Kafka of a running owner works on it', async () => {
    const { clusterId } = await openKept(folder, '4.3.1', 1)
    const node = join(folder, 'node-1')
    await mkdir(node)
    const kafka = spawn(process.execPath, [
      '-e',
      'setTimeout(() => {}, 30_000)',
      join(node, 'server.properties'),
    ])
    await once(kafka, 'spawn')
    try {
      await writePid(node, kafka.pid ?? 0)
      await expect(openKept(folder, '4.3.1', 1, true)).rejects.toMatchObject({ code: 'DATA_IN_USE' })
    } finally {
      kafka.kill('SIGKILL')
      await once(kafka, 'exit')
    }
    expect(await openKept(folder, '4.3.1', 1)).toMatchObject({ clusterId })
  })

  it.each(['', 'null', '{}', '{"clusterId":1}'])(
    'with a note that reads %j is refused, not overwritten',
    async (text) => {
      await writeFile(join(folder, 'cluster.json'), text)
      await expect(openKept(folder, '4.3.1', 1)).rejects.toMatchObject({ code: 'DATA_MISMATCH' })
    },
  )
})
