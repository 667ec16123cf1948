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

function beside(lock: string): string {
  return `${lock}-${process.pid}-${crypto.randomUUID()}`
}

/** Made complete beside its place and moved there in one step, so that a lock is never seen without its holder. */
async function take(lock: string): Promise<string | null> {
  const token = `${process.pid} ${crypto.randomUUID()}`
  const mine = beside(lock)
  await mkdir(mine, { recursive: true })
  await writeFile(join(mine, 'holder'), token)
  try {
    await rename(mine, lock)
    return token
  } catch (error) {
    await rm(mine, { recursive: true, force: true })
    const code = (error as NodeJS.ErrnoException).code
    if (code === 'ENOTEMPTY' || code === 'EEXIST') return null
    throw error
  }
}

/**
 * Ends one holder's lock: moved aside in one step, as a folder that is emptied in its place can be taken by another
 * before it is gone. If another was quicker and it is a living one's by now, that is put back.
 */
async function remove(lock: string, token: string): Promise<void> {
  const aside = beside(lock)
  try {
    await rename(lock, aside)
    if ((await holderOf(aside))?.token !== token) await rename(aside, lock)
  } catch {
    // Somebody else cleared it or took it first: whoever waits looks again.
  }
  await rm(aside, { recursive: true, force: true })
}

/** Waits until the lock is ours; resolves with the token that says so. */
async function waitForTurn(lock: string, options: LockOptions): Promise<string> {
  const deadline = Date.now() + options.timeoutMs
  for (let waited = 0; ; waited += 1) {
    const mine = await take(lock)
    if (mine !== null) return mine
    const holder = await holderOf(lock)
    if (holder?.gone) {
      await remove(lock, holder.token)
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
  const mine = await waitForTurn(lock, options)
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
    await remove(lock, mine)
  }
}
