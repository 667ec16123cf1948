import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { KeptJob } from '#store/replay-jobs.ts'

/** A runner that has not said for so long that it lives does not. */
export const LEASE_MS = 15_000

/** Names this process beside all others, also those that had its number before. */
export function newOwner(): string {
  return `${hostname()} ${process.pid} ${randomUUID()}`
}

/** Whether whoever ran a job runs it no more. */
export function isAbandoned(
  { owner, beat }: Pick<KeptJob, 'owner' | 'beat'>,
  { ours, now, isAlive = lives }: { ours: string; now: number; isAlive?: (pid: number) => boolean },
): boolean {
  if (owner === null) return true
  if (owner === ours) return false
  const [host, pid] = owner.split(' ')
  const [ourHost, ourPid] = ours.split(' ')
  if (host === ourHost && (pid === ourPid || !isAlive(Number(pid)))) return true
  return now - beat > LEASE_MS
}

function lives(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    // Somebody else's process is alive, though we may not signal it.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
