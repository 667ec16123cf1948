import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { KafkaStartFault } from './kafka-start-fault.ts'
import { isAlive } from './running-process.ts'

export interface LockOptions {
  timeoutMs: number
  signal?: AbortSignal | undefined
  onWait?: (holder: number) => void
}

async function holderOf(lock: string): Promise<number | null> {
  try {
    return Number(await readFile(join(lock, 'pid'), 'utf8')) || null
  } catch {
    return null
  }
}

/** Made complete beside its place and moved there in one step, so that a lock is never seen without its holder. */
async function take(lock: string): Promise<boolean> {
  const mine = `${lock}-${process.pid}-${crypto.randomUUID()}`
  await mkdir(mine, { recursive: true })
  await writeFile(join(mine, 'pid'), String(process.pid))
  try {
    await rename(mine, lock)
    return true
  } catch (error) {
    await rm(mine, { recursive: true, force: true })
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return false
    throw error
  }
}

/** Moves a dead holder's lock aside; if another was quicker and it is a living one by now, puts that back. */
async function clearDead(lock: string, dead: number): Promise<void> {
  const aside = `${lock}-${process.pid}-${crypto.randomUUID()}`
  try {
    await rename(lock, aside)
    if ((await holderOf(aside)) !== dead) await rename(aside, lock)
  } catch {
    // Somebody else cleared it or took it first: the next round of the wait looks again.
  }
  await rm(aside, { recursive: true, force: true })
}

/**
 * Runs `work` while no other process does the same. The lock only saves double work: what is made under it must also
 * be moved into place in one step, since a lock can be lost with its folder.
 */
export async function withLock<T>(lock: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  const deadline = Date.now() + options.timeoutMs
  let told = false
  while (!(await take(lock))) {
    const holder = await holderOf(lock)
    if (holder !== null && !isAlive(holder)) {
      await clearDead(lock, holder)
      continue
    }
    if (Date.now() > deadline) {
      throw new KafkaStartFault(
        'LOCK_TIMEOUT',
        `Process ${holder ?? 'unknown'} has been preparing Kafka for over ${options.timeoutMs / 1000} s. End it, or delete ${lock}, and start again.`,
      )
    }
    if (holder !== null && !told) options.onWait?.(holder)
    told = true
    await sleep(100, undefined, options.signal ? { signal: options.signal } : {})
  }
  try {
    return await work()
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}
