import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { findMaven } from './java.ts'
import { KafkaStartFault } from './kafka-start-fault.ts'
import { runProgram } from './run-program.ts'

export interface FetchJob {
  pom: string
  /** Where the jars go: either all of them are there, or the folder counts as empty. */
  folder: string
  /** How many jars the pom resolves to, for the progress line. */
  total: number
  /** The Java that Maven runs on. */
  java: string
}

export interface FetchOptions {
  onProgress: (line: string) => void
  signal?: AbortSignal | undefined
}

export const fetchDeadlineMs = 15 * 60_000
const copyGoal = 'org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies'

/** The jars of a finished folder in an order that never changes (an AppCDS archive insists on it), or null. */
export async function jarsIn(folder: string): Promise<string[] | null> {
  try {
    const names = (await readFile(join(folder, 'complete'), 'utf8')).split('\n')
    const present = new Set(await readdir(folder))
    return names.every((name) => present.has(name)) ? names.map((name) => join(folder, name)) : null
  } catch {
    // No folder, or no list in it yet: to be fetched.
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

async function copyWithMaven(job: FetchJob, into: string, options: FetchOptions): Promise<void> {
  const args = ['-B', '-Dstyle.color=never', '-f', job.pom, copyGoal, '-DincludeScope=runtime']
  const result = await runProgram(findMaven().mvn, [...args, `-DoutputDirectory=${into}`], {
    env: { ...process.env, JAVA_HOME: dirname(dirname(job.java)) },
    timeoutMs: fetchDeadlineMs,
    signal: options.signal,
    onLine: downloadCounter(job.total, options.onProgress),
  })
  if (result.code === 0) return
  const said = `${result.stdout}\n${result.stderr}`.split('\n').filter((line) => line.trim() !== '')
  const faults = said.filter((line) => line.includes('ERROR'))
  throw new KafkaStartFault(
    'FETCH_FAILED',
    `Maven could not fetch the jars of ${job.pom} (exit code ${result.code}). ` +
      'Check the network and Maven’s settings.xml (mirror, proxy), then start again.',
    faults.length > 0 ? faults.slice(0, 8) : said.slice(-8),
  )
}

/** Copies all jars of a pom into its folder; they are gathered beside it and moved there whole, their list written last. */
export async function fetchJars(job: FetchJob, options: FetchOptions): Promise<string[]> {
  const half = `${job.folder}-${process.pid}`
  await rm(half, { recursive: true, force: true })
  await mkdir(half, { recursive: true })
  try {
    await copyWithMaven(job, half, options)
    const jars = (await readdir(half)).filter((name) => name.endsWith('.jar')).sort()
    await writeFile(join(half, 'complete'), jars.join('\n'))
    await rm(job.folder, { recursive: true, force: true })
    await rename(half, job.folder)
    return jars.map((name) => join(job.folder, name))
  } finally {
    await rm(half, { recursive: true, force: true })
  }
}
