import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { formatLogFolder, randomKafkaId } from './format-template.ts'

let folder = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice format '))
})

afterEach(() => rm(folder, { recursive: true }))

describe('a log folder', () => {
  it('is formatted with its identity and the template, and never a second time', async () => {
    const template = join(folder, 'template')
    const log = join(folder, 'log')
    await writeFile(template, 'records')
    await formatLogFolder(log, { clusterId: 'first', nodeId: 2 }, template)
    const meta = await readFile(join(log, 'meta.properties'), 'utf8')
    expect(meta).toMatch(/^version=1\ncluster\.id=first\nnode\.id=2\ndirectory\.id=[\w-]{22}\n$/)
    expect((await readdir(log)).sort()).toEqual(['bootstrap.checkpoint', 'meta.properties'])
    await formatLogFolder(log, { clusterId: 'second', nodeId: 2 }, template)
    expect(await readFile(join(log, 'meta.properties'), 'utf8')).toBe(meta)
  })
})

describe('a random id', () => {
  it('is 16 bytes as Kafka writes them, and never looks like an option', () => {
    const ids = Array.from({ length: 2_000 }, randomKafkaId)
    expect(ids.every((id) => /^[A-Za-z0-9_][A-Za-z0-9_-]{21}$/.test(id))).toBe(true)
    expect(new Set(ids).size).toBe(ids.length)
  })
})
