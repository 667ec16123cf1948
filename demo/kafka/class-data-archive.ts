import { createHash } from 'node:crypto'
import { readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { cacheFolder } from './cache-folder.ts'
import { nodeFolder, openThrowAway } from './data-folder.ts'
import { freePorts } from './free-port.ts'
import type { FoundJava } from './java.ts'
import { classpathOf, type JavaRuntime, jvmFlags } from './java-runtime.ts'
import { KafkaProcess } from './kafka-process.ts'
import { withLock } from './lock-folder.ts'
import { prepareNodeFolder } from './node-folder.ts'
import { waitReady } from './wait-ready.ts'

export interface ArchiveOptions {
  template: string
  onProgress: (line: string) => void
  signal?: AbortSignal | undefined
}

/** Names the Java, the flags and the jars an archive was made with: it serves no other. */
export function archiveName(
  kind: string,
  { java, version }: FoundJava,
  flags: string[],
  jars: string[],
): string {
  const made = JSON.stringify([java, version, process.arch, flags, classpathOf(jars)])
  return `class-data-${kind}-${createHash('sha256').update(made).digest('hex').slice(0, 16)}.jsa`
}

/** Starts a broker once and lets Java write down, as it ends, the classes that it had loaded. */
async function dumpArchive(runtime: JavaRuntime, file: string, options: ArchiveOptions): Promise<void> {
  const data = await openThrowAway()
  const folder = nodeFolder(data.path, 1)
  const [port = 0, controllerPort = 0] = await freePorts(2, null, new Set())
  const node = { id: 1, port, controllerPort }
  const settings = { node, all: [node], extra: {}, properties: {} }
  await prepareNodeFolder({
    folder,
    clusterId: data.clusterId,
    template: options.template,
    runtime,
    settings,
  })
  const extraFlags = [`-XX:ArchiveClassesAtExit=${file}`]
  const kafka = new KafkaProcess({ nodeId: 1, folder, runtime, extraFlags, kept: data.kept })
  try {
    await kafka.spawn()
    const { clusterId } = data
    await waitReady(kafka, { port, clusterId, brokers: [1], deadlineMs: 60_000, signal: options.signal })
    await kafka.end(30_000)
  } finally {
    await kafka.kill9()
    await rm(data.path, { recursive: true, force: true })
  }
}

async function makeArchive(runtime: JavaRuntime, target: string, options: ArchiveOptions): Promise<void> {
  const half = `${target}-${process.pid}`
  try {
    await dumpArchive(runtime, half, options)
    // A Java without this feature leaves no file: an empty one says "do not try again".
    if ((await stat(half).catch(() => null)) === null) await writeFile(half, '')
    await rename(half, target)
  } finally {
    await rm(half, { force: true })
  }
}

/** Of each kind only the latest is of use: the others were made with a Java or jars that have been replaced. */
export async function removeOlder(archive: string): Promise<void> {
  const kind = basename(archive).replace(/\w+\.jsa$/, '')
  for (const name of await readdir(dirname(archive))) {
    const older = name.startsWith(kind) && name.endsWith('.jsa') && name !== basename(archive)
    if (older) await rm(join(dirname(archive), name), { force: true })
  }
}

export function archiveFlags(archive: string | null): string[] {
  return archive === null ? [] : [`-XX:SharedArchiveFile=${archive}`]
}

/**
 * The class-data archive that Java starts from in about half the time, made at the first need.
 * It is never a condition: null means that Kafka starts without one, a second later.
 */
export async function classDataArchive(
  runtime: JavaRuntime,
  options: ArchiveOptions,
): Promise<string | null> {
  const folder = cacheFolder(runtime.release.version)
  const name = archiveName('broker', runtime.java, jvmFlags, runtime.jars)
  const file = join(folder, name)
  const size = async (): Promise<number | null> => (await stat(file).catch(() => null))?.size ?? null
  const onWait = (): void =>
    options.onProgress('Another start is making the class-data archive; waiting for it…')
  const lock = { timeoutMs: 120_000, signal: options.signal, onWait }
  try {
    if ((await size()) === null) {
      await withLock(`${file}.lock`, lock, async () => {
        if ((await size()) !== null) return
        options.onProgress('Making the class-data archive, once…')
        await makeArchive(runtime, file, options)
        await removeOlder(file)
      })
    }
  } catch (error) {
    options.signal?.throwIfAborted()
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error)
    options.onProgress(`No class-data archive (${reason}); Kafka starts without it, a little slower`)
  }
  return (await size()) ? file : null
}
