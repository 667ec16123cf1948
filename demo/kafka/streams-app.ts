import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type JavaProgram, startJava } from './java-program.ts'
import { classpathOf, hostJava, toolFlags } from './java-runtime.ts'
import { kafkaJars } from './kafka-jars.ts'
import { defaultVersion, releaseOf } from './kafka-version.ts'

export interface StreamsAppOptions {
  /** The application id, which is the group's. */
  application: string
  /** Both must be there. */
  input: string
  output: string
}

const source = fileURLToPath(new URL('./StreamsApp.java', import.meta.url))

/** Starts a real Kafka Streams application, a group of the streams protocol (KIP-1071); returns once it is running. */
export async function startStreamsApp(
  bootstrap: string[],
  { application, input, output }: StreamsAppOptions,
): Promise<Pick<JavaProgram, 'stop'>> {
  const { java } = hostJava()
  const jars = await kafkaJars(releaseOf(defaultVersion), 'streams', java, { onProgress: () => undefined })
  const state = await mkdtemp(join(tmpdir(), 'sluice-streams-'))
  // Java compiles a source file that it is given, in memory: a JDK is needed here, not only a runtime.
  const main = [source, bootstrap.join(','), application, input, output, state]
  const program = startJava(java, [...toolFlags, '-cp', classpathOf(jars), ...main])
  const stop = async (): Promise<void> => {
    await program.stop()
    await rm(state, { recursive: true, force: true, maxRetries: 3 })
  }
  try {
    await program.untilLine(/^running$/)
  } catch (error) {
    await stop()
    throw error
  }
  return { stop }
}
