import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { withLock } from './lock-folder.ts'

let folder = ''
let lock = ''

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sluice-lock-'))
  lock = join(folder, 'x.lock')
})

afterEach(() => rm(folder, { recursive: true }))

async function heldBy(pid: number): Promise<string> {
  const file = join(lock, 'holder')
  await mkdir(lock)
  await writeFile(file, `${pid} some-token`)
  return file
}

describe('a lock folder', () => {
  it('lets one at a time through, and leaves nothing behind', async () => {
    let inside = 0
    let most = 0
    const work = async (): Promise<void> => {
      inside += 1
      most = Math.max(most, inside)
      await sleep(20)
      inside -= 1
    }
    await Promise.all([1, 2, 3].map(() => withLock(lock, { timeoutMs: 5_000 }, work)))
    expect(most).toBe(1)
    expect(await readdir(folder)).toEqual([])
  })

  it('is never given back under the hands of who takes it next', async () => {
    const turns = Array.from({ length: 4 }, () => withLock(lock, { timeoutMs: 20_000 }, async () => 'done'))
    const greedy = Array.from({ length: 60 }, async (_, turn) => {
      await sleep(turn)
      return withLock(lock, { timeoutMs: 20_000 }, async () => 'done')
    })
    await expect(Promise.all([...turns, ...greedy])).resolves.toHaveLength(64)
    expect(await readdir(folder)).toEqual([])
  })

  it('is given back when the work fails', async () => {
    const failing = withLock(lock, { timeoutMs: 100 }, () => Promise.reject(new Error('no luck')))
    await expect(failing).rejects.toThrow('no luck')
    expect(await readdir(folder)).toEqual([])
  })

  it('of a process that is gone is taken over at once', async () => {
    await heldBy(spawnSync('true').pid)
    await expect(withLock(lock, { timeoutMs: 100 }, async () => 'done')).resolves.toBe('done')
    expect(await readdir(folder)).toEqual([])
  })

  it('that nobody keeps warm is taken over, although its pid belongs to somebody by now', async () => {
    const file = await heldBy(process.pid)
    const longAgo = new Date(Date.now() - 60_000)
    await utimes(file, longAgo, longAgo)
    await expect(withLock(lock, { timeoutMs: 100 }, async () => 'done')).resolves.toBe('done')
  })

  it('of a living process is waited for until the deadline, then its holder is named', async () => {
    await heldBy(process.pid)
    let told = 0
    const onWait = (): void => {
      told += 1
    }
    const waiting = withLock(lock, { timeoutMs: 250, onWait }, async () => 'done')
    await expect(waiting).rejects.toMatchObject({ code: 'LOCK_TIMEOUT' })
    await expect(waiting).rejects.toThrow(`Process ${process.pid} has been preparing Kafka`)
    expect(told).toBe(1)
  })

  it('is not waited for any longer once the caller gives up', async () => {
    await heldBy(process.pid)
    const signal = AbortSignal.timeout(50)
    await expect(withLock(lock, { timeoutMs: 10_000, signal }, async () => 'done')).rejects.toThrow()
  })
})
