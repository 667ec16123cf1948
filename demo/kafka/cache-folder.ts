import { readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KafkaVersion } from './kafka-version.ts'
import { isAlive } from './running-process.ts'

/** What survives between starts and may be deleted at any time: jars, class-data archives, the format template. */
const root = fileURLToPath(new URL('../../.cache/kafka', import.meta.url))

export function cacheFolder(version: KafkaVersion): string {
  return join(root, version)
}

/** Throw-away brokers live here, one folder a cluster, named after the process that owns it. */
export function runsFolder(): string {
  return join(root, 'runs')
}

/**
 * Everything half made is named after the process that makes it (`lib-<pid>`, `…-<pid>-<more>`):
 * what belongs to processes that are gone is removed.
 */
export async function removeAbandoned(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const maker = name.match(/-(\d+)(?:-[\w-]+)?$/)?.[1]
    if (maker === undefined || isAlive(Number(maker))) continue
    await rm(join(folder, name), { recursive: true, force: true, maxRetries: 3 })
  }
}
