import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { KafkaVersion } from './kafka-version.ts'

/** What survives between starts and may be deleted at any time: jars, class-data archives, the format template. */
const root = fileURLToPath(new URL('../../.cache/kafka', import.meta.url))

export function cacheFolder(version: KafkaVersion): string {
  return join(root, version)
}

/** Throw-away brokers live here, one folder a cluster, named after the process that owns it. */
export function runsFolder(): string {
  return join(root, 'runs')
}
