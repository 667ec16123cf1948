import { mkdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { cacheFolder, removeAbandoned } from './cache-folder.ts'
import { type FoundJava, findJava } from './java.ts'
import { kafkaJars } from './kafka-jars.ts'
import type { KafkaRelease } from './kafka-version.ts'
import type { FetchOptions } from './maven-fetch.ts'

/** Everything it takes to run a class of Kafka's. */
export interface JavaRuntime {
  release: KafkaRelease
  java: FoundJava
  jars: string[]
}

/** Small and quick to start: the serial collector and the first compiler tier suit a broker with little load. */
export const jvmFlags = [
  '-Xms64m',
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-XX:MaxMetaspaceSize=160m',
  '-XX:ReservedCodeCacheSize=64m',
  '-Xshare:auto',
  '-Djava.awt.headless=true',
]

/** For Kafka's command-line tools: they live for a second, and speak up about faults only. */
export const toolFlags = [
  '-Xmx256m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-XX:-UsePerfData',
  '-Xshare:auto',
  // Java's own remarks would stand between the lines of the tool.
  '-Xlog:disable',
  '-Xlog:all=error:stderr',
  // Not into the folder of whoever asks: a damaged archive breaks Java, and the tool is run again without it.
  `-XX:ErrorFile=${join(tmpdir(), 'sluice-kafka-tool-%p.log')}`,
  '-Dlog4j2.level=ERROR',
]

export function classpathOf(jars: string[]): string {
  return jars.join(delimiter)
}

let found: FoundJava | null = null

/** Asked once a process: finding Java means starting one. */
export function hostJava(): FoundJava {
  found ??= findJava()
  return found
}

export async function javaRuntime(release: KafkaRelease, options: FetchOptions): Promise<JavaRuntime> {
  const java = hostJava()
  const cache = cacheFolder(release.version)
  await mkdir(cache, { recursive: true })
  await removeAbandoned(cache)
  return { release, java, jars: await kafkaJars(release, 'broker', java.java, options) }
}
