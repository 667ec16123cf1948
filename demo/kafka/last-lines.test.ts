import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { lastWords } from './last-lines.ts'

let folder = ''
let file = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-log-'))
  file = join(folder, 'kafka.log')
})

afterEach(() => rm(folder, { recursive: true }))

const quiet = '[2026-11-21 10:00:00,000] INFO all is well (kafka.Kafka)\n'

describe('the last words of a log', () => {
  it('are its faults, not the stack and the orderly closing after them', async () => {
    const fault = '[2026-11-21 10:00:01,000] ERROR Exiting Kafka due to fatal exception (kafka.Kafka$)'
    const cause = 'java.net.BindException: Address already in use'
    await writeFile(
      file,
      `${quiet}${fault}\n${cause}\n\tat sun.nio.ch.Net.bind(Net.java)\n${quiet.repeat(50)}`,
    )
    expect(await lastWords(file, 0, 10)).toEqual([fault, cause])
  })

  it('are simply the last lines where no fault is told', async () => {
    await writeFile(file, `one\ntwo\n\nthree\n`)
    expect(await lastWords(file, 0, 2)).toEqual(['two', 'three'])
  })

  it('are those of this run, not of one before it', async () => {
    const before = '[x] ERROR of yesterday\n'
    await writeFile(file, `${before}today\n`)
    expect(await lastWords(file, before.length, 5)).toEqual(['today'])
  })

  it('are found in a log that was rolled since', async () => {
    await writeFile(file, 'new\n')
    expect(await lastWords(file, 10_000, 5)).toEqual(['new'])
  })

  it('come out of a huge log without reading it whole', async () => {
    await writeFile(file, `${quiet.repeat(20_000)}the end\n`)
    expect((await lastWords(file, 0, 1)).at(0)).toBe('the end')
  })

  it('of a log that is not there are none', async () => {
    expect(await lastWords(join(folder, 'none'), 0, 5)).toEqual([])
  })
})
