import { delimiter } from 'node:path'
import { type FoundJava, findJava } from './java.ts'
import { type JarOptions, kafkaJars } from './kafka-jars.ts'
import type { KafkaRelease } from './kafka-version.ts'

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
  '-Dlog4j2.level=ERROR',
]

export function classpathOf(jars: string[]): string {
  return jars.join(delimiter)
}

export async function javaRuntime(release: KafkaRelease, options: JarOptions): Promise<JavaRuntime> {
  const java = findJava()
  return { release, java, jars: await kafkaJars(release, 'broker', options) }
}
