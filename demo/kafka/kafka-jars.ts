import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from './cache-folder.ts'
import type { KafkaRelease } from './kafka-version.ts'
import { withLock } from './lock-folder.ts'
import { type FetchJob, type FetchOptions, fetchDeadlineMs, fetchJars, jarsIn } from './maven-fetch.ts'

export type JarSet = 'broker' | 'tools' | 'streams'

function jobOf(release: KafkaRelease, set: JarSet): Omit<FetchJob, 'java'> & { name: string } {
  const { version } = release
  const parts = {
    broker: { pom: `pom-${version}.xml`, folder: 'lib', total: release.brokerJars, name: `Kafka ${version}` },
    tools: {
      pom: `pom-tools-${version}.xml`,
      folder: 'lib-tools',
      total: release.toolsJars,
      name: `the tools of Kafka ${version}`,
    },
    streams: {
      pom: `pom-streams-${version}.xml`,
      folder: 'lib-streams',
      total: release.streamsJars,
      name: `Kafka Streams ${version}`,
    },
  }[set]
  const pom = fileURLToPath(new URL(`./${parts.pom}`, import.meta.url))
  return { ...parts, pom, folder: join(cacheFolder(version), parts.folder) }
}

/** Whether the jars are in the cache folder, so that Maven is not needed. */
export async function hasJars(release: KafkaRelease, set: JarSet): Promise<boolean> {
  return (await jarsIn(jobOf(release, set).folder)) !== null
}

/** The jars of the broker, of Kafka's own tools or of Kafka Streams, fetched by Maven the first time and kept in the cache folder. */
export async function kafkaJars(
  release: KafkaRelease,
  set: JarSet,
  java: string,
  options: FetchOptions,
): Promise<string[]> {
  const job = { ...jobOf(release, set), java }
  const there = await jarsIn(job.folder)
  if (there) return there
  const onWait = (): void => options.onProgress(`Another start is fetching ${job.name}; waiting for it…`)
  const lock = { timeoutMs: fetchDeadlineMs, signal: options.signal, onWait }
  return withLock(`${job.folder}.lock`, lock, async () => {
    const meanwhile = await jarsIn(job.folder)
    if (meanwhile) return meanwhile
    options.onProgress(`Fetching ${job.name} (${job.total} jars)…`)
    return fetchJars(job, options)
  })
}
