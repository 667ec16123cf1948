import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { KafkaStartFault } from './kafka-start-fault.ts'
import { lookUp, type RunningProcess } from './running-process.ts'

const name = 'kafka.pid'

/** The Kafka of a node's folder, and who started it. */
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

/** The process of the note, as long as it runs and names this folder in its command line. */
async function kafkaOn(folder: string, { pid }: PidNote): Promise<RunningProcess | null> {
  const found = await lookUp(pid)
  return found?.command.includes(join(folder, 'server.properties')) ? found : null
}

/**
 * Ends the Kafka that a killed earlier run left on this folder. Only one that has lost its parent is ours to end;
 * one whose parent lives belongs to a running Sluice.
 */
export async function endStale(folder: string): Promise<boolean> {
  const note = await readPid(folder)
  if (note === null) return false
  const found = await kafkaOn(folder, note)
  if (found?.parent === note.owner) {
    throw new KafkaStartFault(
      'DATA_IN_USE',
      `Process ${note.owner} is running a Kafka (process ${note.pid}) on ${folder}. Stop it first, or use another data folder.`,
    )
  }
  if (found !== null) process.kill(note.pid, 'SIGTERM')
  for (let waited = 0; waited < 8_000 && (await kafkaOn(folder, note)) !== null; waited += 100) {
    if (waited === 5_000) process.kill(note.pid, 'SIGKILL')
    await sleep(100)
  }
  await removePid(folder)
  return found !== null
}
