import { findMaven, MissingTool } from './java.ts'
import { hostJava } from './java-runtime.ts'
import { hasJars } from './kafka-jars.ts'
import { defaultVersion, releaseOf } from './kafka-version.ts'

/** Throws MissingTool with everything that this machine lacks for the embedded Kafka: before minutes go into the rest. */
export async function checkTools(version = defaultVersion): Promise<void> {
  const needed = [hostJava, ...((await hasJars(releaseOf(version), 'broker')) ? [] : [findMaven])]
  const missing = needed.flatMap((find) => missingOf(find))
  const [first] = missing
  if (first) throw new MissingTool(first.tool, missing.map(({ message }) => message).join('\n'))
}

function missingOf(find: () => unknown): MissingTool[] {
  try {
    find()
    return []
  } catch (error) {
    if (error instanceof MissingTool) return [error]
    throw error
  }
}
