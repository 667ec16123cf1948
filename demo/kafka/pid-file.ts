import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { KafkaStartFault } from './kafka-start-fault.ts'
import { isAlive, lookUp } from './running-process.ts'

const name = 'kafka.pid'

/** The process in whose command line a node's folder appears, and who started it. */
interface PidNote {
  pid: number
  owner: number
}

export async function writePid(folder: string, pid: number): Promise<void> {
  await writeFile(join(folder, name), JSON.stringify({ pid, owner: process.pid } satisfies PidNote))
}

export async function removePid(folder: string): Promise<void> {
  await rm(join(folder, name), { force: true })
}

async function readPid(folder: string): Promise<PidNote | null> {
  try {
    const note: unknown = JSON.parse(await readFile(join(folder, name), 'utf8'))
    if (typeof note !== 'object' || note === null || !('pid' in note) || !('owner' in note)) return null
    const { pid, owner } = note
    return Number.isInteger(pid) && Number.isInteger(owner)
      ? { pid: Number(pid), owner: Number(owner) }
      : null
  } catch {
    // No file, or one cut short by a crash: nothing is known, and Kafka's own lock still guards the data.
    return null
  }
}

/**
 * Ends the Kafka that a killed earlier run left on this folder. Only a process that names the folder in its command
 * line and has lost its parent is ours to end; one whose parent lives belongs to a running Sluice.
 */
export async function endStale(folder: string): Promise<boolean> {
  const note = await readPid(folder)
  if (note === null) return false
  const found = await lookUp(note.pid)
  if (!found?.command.includes(join(folder, 'server.properties'))) {
    await removePid(folder)
    return false
  }
  if (found.parent === note.owner) {
    throw new KafkaStartFault(
      'DATA_IN_USE',
      `Process ${note.owner} is running a Kafka (process ${note.pid}) on ${folder}. Stop it first, or use another data folder.`,
    )
  }
  process.kill(note.pid, 'SIGTERM')
  for (let waited = 0; waited < 8_000 && isAlive(note.pid); waited += 100) {
    if (waited === 5_000) process.kill(note.pid, 'SIGKILL')
    await sleep(100)
  }
  await removePid(folder)
  return true
}
