import { mkdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { KafkaStartFault } from './kafka-start-fault.ts'
import { isAlive } from './running-process.ts'

export interface LockOptions {
  timeoutMs: number
  signal?: AbortSignal | undefined
  /** Called once, where somebody else holds the lock. */
  onWait?: (() => void) | undefined
}

/** A living holder shows itself this often; one that has not for `goneAfterMs` is gone, whoever has its pid now. */
const beatMs = 5_000
const goneAfterMs = 30_000

interface Holder {
  /** Different for every time the lock is taken. */
  token: string
  gone: boolean
}

async function holderOf(lock: string): Promise<Holder | null> {
  try {
    const file = join(lock, 'holder')
    const token = await readFile(file, 'utf8')
    const silentMs = Date.now() - (await stat(file)).mtimeMs
    return { token, gone: silentMs > goneAfterMs || !isAlive(Number(token.split(' ')[0])) }
  } catch {
    return null
  }
}

/** Made complete beside its place and moved there in one step, so that a lock is never seen without its holder. */
async function take(lock: string): Promise<boolean> {
  const id = crypto.randomUUID()
  const mine = `${lock}-${process.pid}-${id}`
  await mkdir(mine, { recursive: true })
  await writeFile(join(mine, 'holder'), `${process.pid} ${id}`)
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

/** Moves a dead holder's lock aside; if another was quicker and it is a living one's by now, puts that back. */
async function clearDead(lock: string, dead: Holder): Promise<void> {
  const aside = `${lock}-${process.pid}-${crypto.randomUUID()}`
  try {
    await rename(lock, aside)
    if ((await holderOf(aside))?.token !== dead.token) await rename(aside, lock)
  } catch {
    // Somebody else cleared it or took it first: the next round of the wait looks again.
  }
  await rm(aside, { recursive: true, force: true })
}

async function waitForTurn(lock: string, options: LockOptions): Promise<void> {
  const deadline = Date.now() + options.timeoutMs
  for (let waited = 0; !(await take(lock)); waited += 1) {
    const holder = await holderOf(lock)
    if (holder?.gone) {
      await clearDead(lock, holder)
      continue
    }
    if (Date.now() > deadline) {
      const who = holder?.token.split(' ')[0] ?? 'unknown'
      throw new KafkaStartFault(
        'LOCK_TIMEOUT',
        `Process ${who} has been preparing Kafka for over ${options.timeoutMs / 1000} s (${lock}). End it, and start again.`,
      )
    }
    if (waited === 0) options.onWait?.()
    await sleep(100, undefined, options.signal ? { signal: options.signal } : {})
  }
}

/**
 * Runs `work` while no other process, and nobody else in this one, does the same. The lock saves double work only:
 * what is made under it is also moved into place in one step, for a lock can be deleted by hand.
 */
export async function withLock<T>(lock: string, options: LockOptions, work: () => Promise<T>): Promise<T> {
  await waitForTurn(lock, options)
  const beat = setInterval(() => {
    const now = new Date()
    // A lock that was deleted by hand cannot be kept warm, and needs no more.
    utimes(join(lock, 'holder'), now, now).catch(() => undefined)
  }, beatMs)
  beat.unref()
  try {
    return await work()
  } finally {
    clearInterval(beat)
    await rm(lock, { recursive: true, force: true })
  }
}
