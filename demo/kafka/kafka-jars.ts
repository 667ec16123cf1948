import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { cacheFolder } from './cache-folder.ts'
import { findMaven } from './java.ts'
import { KafkaStartFault } from './kafka-start-fault.ts'
import type { KafkaRelease } from './kafka-version.ts'
import { withLock } from './lock-folder.ts'
import { runProgram } from './run-program.ts'

export interface JarOptions {
  onProgress: (line: string) => void
  signal?: AbortSignal | undefined
}

const mavenDeadlineMs = 15 * 60_000
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'

/** The jars of a finished folder in an order that never changes (an AppCDS archive insists on it), or null. */
export async function jarsIn(folder: string): Promise<string[] | null> {
  try {
    const names = (await readFile(join(folder, 'complete'), 'utf8')).split('\n').filter((name) => name !== '')
    const present = new Set(await readdir(folder))
    return names.every((name) => present.has(name)) ? names.map((name) => join(folder, name)) : null
  } catch {
    return null
  }
}

/** Counts our own jars in Maven's output; the jars of its plugin come after the line that announces the goal. */
export function downloadCounter(total: number, onProgress: (line: string) => void): (line: string) => void {
  let count = 0
  let ours = true
  return (line) => {
    if (line.includes(' --- ')) ours = false
    const jar = line.match(/Downloaded from .*\/([^/ ]+\.jar) /)?.[1]
    if (!ours || jar === undefined || jar.startsWith('maven-dependency-plugin') || count >= total) return
    count += 1
    if (count % 10 === 0 || count === total) onProgress(`${count}/${total} jars…`)
  }
}

async function copyWithMaven(pom: string, into: string, total: number, options: JarOptions): Promise<void> {
  const { mvn } = findMaven()
  const args = ['-B', '-Dstyle.color=never', '-f', pom, copyGoal, '-DincludeScope=runtime']
  const result = await runProgram(mvn, [...args, `-DoutputDirectory=${into}`], {
    // Away from any folder with a pom or a .mvn of its own, which Maven would read.
    cwd: into,
    timeoutMs: mavenDeadlineMs,
    signal: options.signal,
    onLine: downloadCounter(total, options.onProgress),
  })
  if (result.code === 0) return
  const said = `${result.stdout}\n${result.stderr}`.split('\n').filter((line) => line.includes('ERROR'))
  throw new KafkaStartFault(
    'FETCH_FAILED',
    'Maven could not fetch the jars of Kafka. Check the network and Maven’s settings.xml (mirror, proxy), then start again.',
    said.slice(0, 8),
  )
}

async function fetchInto(folder: string, pom: string, total: number, options: JarOptions): Promise<void> {
  const half = `${folder}-${process.pid}`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { recursive: true })
  try {
    await copyWithMaven(pom, half, total, options)
    const jars = (await readdir(half)).filter((name) => name.endsWith('.jar')).sort()
    await writeFile(join(half, 'complete'), jars.join('\n'))
    await rm(folder, { recursive: true, force: true })
    await rename(half, folder)
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}

/** The jars of the broker or of Kafka's own tools, fetched by Maven the first time and kept in the cache folder. */
export async function kafkaJars(
  release: KafkaRelease,
  part: 'broker' | 'tools',
  options: JarOptions,
): Promise<string[]> {
  const { version } = release
  const folder = join(cacheFolder(version), part === 'broker' ? 'lib' : 'lib-tools')
  const there = await jarsIn(folder)
  if (there) return there
  await mkdir(cacheFolder(version), { recursive: true })
  const what = part === 'broker' ? `Kafka ${version}` : `Kafka’s tools ${version}`
  const total = part === 'broker' ? release.brokerJars : release.toolsJars
  const pom = fileURLToPath(
    new URL(`./pom-${part === 'broker' ? '' : 'tools-'}${version}.xml`, import.meta.url),
  )
  const lock = { timeoutMs: mavenDeadlineMs, signal: options.signal }
  return withLock(`${folder}.lock`, lock, async () => {
    const meanwhile = await jarsIn(folder)
    if (meanwhile) return meanwhile
    options.onProgress(`Fetching ${what} (${total} jars)…`)
    await fetchInto(folder, pom, total, options)
    const fetched = await jarsIn(folder)
    if (fetched) return fetched
    throw new KafkaStartFault(
      'FETCH_FAILED',
      `The jars of ${what} did not arrive whole in ${folder}. Delete that folder and start again.`,
    )
  })
}
