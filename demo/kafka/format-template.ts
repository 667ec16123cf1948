import { copyFile, mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import { classpathOf, type JavaRuntime, jvmFlags } from './java-runtime.ts'
import { KafkaStartFault } from './kafka-start-fault.ts'
import { runProgram } from './run-program.ts'
import { propertiesText, serverSettings } from './server-properties.ts'

const checkpoint = 'bootstrap.checkpoint'

/** 16 random bytes as Kafka writes its ids; a leading dash would read as an option on a command line. */
export function randomKafkaId(): string {
  const id = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64url')
  return id.startsWith('-') ? randomKafkaId() : id
}

/** Lets Kafka's own tool format one folder, and keeps the one file of it that is the same for every cluster. */
async function makeTemplate(runtime: JavaRuntime, target: string, signal?: AbortSignal): Promise<void> {
  const work = await mkdtemp(`${target}-${process.pid}-`)
  try {
    const node = { id: 1, port: 9092, controllerPort: 19092 }
    const settings = serverSettings({ node, all: [node], extra: {}, properties: {} })
    await writeFile(join(work, 'server.properties'), propertiesText(settings))
    const tool = [runtime.release.formatClass, 'format', '-t', randomKafkaId(), '-c', 'server.properties']
    const args = [...jvmFlags, '-cp', classpathOf(runtime.jars), ...tool]
    const result = await runProgram(runtime.java.java, args, { cwd: work, timeoutMs: 60_000, signal })
    if (result.code !== 0) {
      const lines = `${result.stdout}\n${result.stderr}`.trim().split('\n').slice(-8)
      throw new KafkaStartFault('START_FAILED', 'Kafka’s storage tool could not format a data folder.', lines)
    }
    await rename(join(work, 'log', checkpoint), target)
  } finally {
    await rm(work, { recursive: true, force: true })
  }
}

/** Where the formatted template lies; made by one run of Kafka's tool when it is not there yet. */
export async function formatTemplate(runtime: JavaRuntime, signal?: AbortSignal): Promise<string> {
  const folder = cacheFolder(runtime.release.version)
  const target = join(folder, checkpoint)
  const there = await stat(target).catch(() => null)
  if (there !== null && there.size > 0) return target
  await mkdir(folder, { recursive: true })
  await makeTemplate(runtime, target, signal)
  return target
}

/** What `kafka-storage format` leaves in an empty folder, without starting a Java for it. */
export async function formatLogFolder(
  folder: string,
  identity: { clusterId: string; nodeId: number },
  template: string,
): Promise<void> {
  const meta = join(folder, 'meta.properties')
  if ((await stat(meta).catch(() => null)) !== null) return
  await mkdir(folder, { recursive: true })
  await copyFile(template, join(folder, checkpoint))
  const lines = {
    version: '1',
    'cluster.id': identity.clusterId,
    'node.id': String(identity.nodeId),
    'directory.id': randomKafkaId(),
  }
  // Last and in one step: a folder counts as formatted once this file is there.
  await writeFile(`${meta}.tmp`, propertiesText(lines))
  await rename(`${meta}.tmp`, meta)
}
