import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { runsFolder } from './cache-folder.ts'
import { randomKafkaId } from './format-template.ts'
import { KafkaStartFault } from './kafka-start-fault.ts'
import type { KafkaVersion } from './kafka-version.ts'
import { endStale } from './pid-file.ts'
import { isAlive } from './running-process.ts'

/** What a data folder was made for; written once, when it is first used. */
interface ClusterNote {
  clusterId: string
  version: string
  nodes: number
}

export interface DataFolder {
  path: string
  clusterId: string
  kept: boolean
}

export function nodeFolder(dataFolder: string, id: number): string {
  return join(dataFolder, `node-${id}`)
}

async function readNote(file: string): Promise<ClusterNote | null> {
  try {
    const note: unknown = JSON.parse(await readFile(file, 'utf8'))
    const { clusterId, version, nodes } = note as Partial<ClusterNote>
    if (typeof clusterId !== 'string' || typeof version !== 'string' || typeof nodes !== 'number') {
      throw new KafkaStartFault(
        'DATA_MISMATCH',
        `${file} is damaged. Move or delete its folder and start again.`,
      )
    }
    return { clusterId, version, nodes }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null
    if (error instanceof KafkaStartFault) throw error
    throw new KafkaStartFault(
      'DATA_MISMATCH',
      `${file} cannot be read. Move or delete its folder and start again.`,
      [],
      error,
    )
  }
}

/**
 * Opens data that outlives the run: ends what a killed run left, and refuses data of another version or shape. `fresh`
 * forgets what is there, but only once it is known that no running Kafka works on it.
 */
export async function openKept(
  dataDir: string,
  version: KafkaVersion,
  nodes: number,
  fresh = false,
): Promise<DataFolder> {
  const path = resolve(dataDir)
  await mkdir(path, { recursive: true })
  for (let id = 1; id <= 3; id += 1) await endStale(nodeFolder(path, id))
  if (fresh) for (const name of await readdir(path)) await rm(join(path, name), { recursive: true })
  const file = join(path, 'cluster.json')
  const note = await readNote(file)
  if (note === null) {
    const fresh: ClusterNote = { clusterId: randomKafkaId(), version, nodes }
    await writeFile(`${file}.tmp`, JSON.stringify(fresh))
    await rename(`${file}.tmp`, file)
    return { path, clusterId: fresh.clusterId, kept: true }
  }
  if (note.version !== version || note.nodes !== nodes) {
    throw new KafkaStartFault(
      'DATA_MISMATCH',
      `The data in ${path} was written by Kafka ${note.version} with ${note.nodes} node(s), not ${version} with ${nodes}. ` +
        'Start that again, use another folder, or delete this one.',
    )
  }
  return { path, clusterId: note.clusterId, kept: true }
}

/** Ends the brokers and removes the folders of processes that are gone: they had no chance to clean up themselves. */
async function sweepRuns(): Promise<void> {
  for (const name of await readdir(runsFolder())) {
    const owner = Number(name.split('-')[0])
    if (!Number.isInteger(owner) || isAlive(owner)) continue
    const path = join(runsFolder(), name)
    for (let id = 1; id <= 3; id += 1) await endStale(nodeFolder(path, id))
    await rm(path, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** A folder for one run, removed when the cluster stops. */
export async function openThrowAway(): Promise<DataFolder> {
  await mkdir(runsFolder(), { recursive: true })
  await sweepRuns()
  const path = join(runsFolder(), `${process.pid}-${crypto.randomUUID().slice(0, 8)}`)
  await mkdir(path)
  return { path, clusterId: randomKafkaId(), kept: false }
}
