import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { endStale, writePid } from './pid-file.ts'
import { lookUp } from './running-process.ts'

let folder = ''
const children: ChildProcess[] = []
const gone = spawnSync('true').pid

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice pid '))
})

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
  await rm(folder, { recursive: true })
})

const idle = ['-e', 'setInterval(() => undefined, 1000)']

function child(...args: string[]): number {
  const started = spawn(process.execPath, [...idle, ...args], { stdio: 'ignore' })
  children.push(started)
  return started.pid ?? 0
}

/** A process that has lost its parent, as a Kafka has whose launcher was killed. */
function orphan(...args: string[]): number {
  const script = '"$@" >/dev/null 2>&1 & echo $!'
  const shell = spawnSync('sh', ['-c', script, 'sh', process.execPath, ...idle, ...args], {
    encoding: 'utf8',
  })
  return Number(shell.stdout)
}

async function note(pid: number, owner: number): Promise<void> {
  await writeFile(join(folder, 'kafka.pid'), JSON.stringify({ pid, owner }))
}

describe('a Kafka left by a killed run', () => {
  it('is ended, and its note removed', async () => {
    const pid = orphan(join(folder, 'server.properties'))
    await note(pid, gone)
    expect(await endStale(folder)).toBe(true)
    expect(await lookUp(pid)).toBeNull()
    expect(await readdir(folder)).toEqual([])
  })

  it('is not touched while the process that started it lives', async () => {
    const pid = child(join(folder, 'server.properties'))
    await writePid(folder, pid)
    await expect(endStale(folder)).rejects.toMatchObject({ code: 'DATA_IN_USE' })
    await expect(endStale(folder)).rejects.toThrow(
      `Process ${process.pid} is running a Kafka (process ${pid})`,
    )
    expect(await lookUp(pid)).not.toBeNull()
  })
})

describe('a pid that another program has by now', () => {
  it('is left alone', async () => {
    const pid = child('/elsewhere/server.properties')
    await note(pid, gone)
    expect(await endStale(folder)).toBe(false)
    expect(await lookUp(pid)).not.toBeNull()
  })
})

describe('a pid file', () => {
  it.each(['', '{"pid":', '{"pid":"x","owner":1}', '17'])(
    'that reads %j tells nothing and harms nothing',
    async (text) => {
      await writeFile(join(folder, 'kafka.pid'), text)
      expect(await endStale(folder)).toBe(false)
    },
  )

  it('that is absent means that nothing is left', async () => {
    expect(await endStale(folder)).toBe(false)
  })
})
