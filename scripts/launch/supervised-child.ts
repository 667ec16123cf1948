import { type ChildProcess, spawn } from 'node:child_process'
import { createWriteStream, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const LAST_LINES = 15
const exitWithParent = fileURLToPath(new URL('./exit-with-parent.ts', import.meta.url))

export interface ChildSpec {
  name: string
  /** Script and arguments for the Node this runs on. */
  args: string[]
  cwd: string
  /** Variables beside those of this process. */
  env?: Record<string, string>
  logFile: string
  /** Called with each line of the child's standard output. */
  onLine?: (line: string) => void
}

export interface SupervisedChild {
  /** Resolves when the child ends without having been asked to; never rejects. */
  readonly crashed: Promise<CrashReport>
  /** SIGTERM, then SIGKILL at the deadline. */
  stop(deadlineMs: number): Promise<void>
}

export interface CrashReport {
  name: string
  how: string
  logFile: string
  lastLines: string[]
}

/**
 * Starts a Node process in a process group of its own, so that Ctrl-C reaches the launcher alone and the launcher
 * decides the order in which things end. Its output goes to a log file.
 */
export function startChild(spec: ChildSpec): SupervisedChild {
  mkdirSync(dirname(spec.logFile), { recursive: true })
  const log = createWriteStream(spec.logFile, { flags: 'w' })
  // A full disk takes the log and nothing else: the last lines are kept in memory for the report of a crash.
  log.on('error', () => undefined)
  const child = spawn(process.execPath, ['--import', exitWithParent, ...spec.args], {
    cwd: spec.cwd,
    env: { ...process.env, ...spec.env },
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  })
  const lastLines: string[] = []
  for (const stream of [child.stdout, child.stderr]) {
    if (!stream) continue
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`)
      lastLines.push(line.slice(0, 500))
      if (lastLines.length > LAST_LINES) lastLines.shift()
      if (stream === child.stdout) spec.onLine?.(line)
    })
  }
  let stopping = false
  const ended = new Promise<string>((resolve) => {
    child.on('error', (error) => resolve(`could not be started: ${error.message}`))
    child.on('close', (code, signal) => resolve(signal ? `ended by ${signal}` : `ended with code ${code}`))
  })
  const crashed = new Promise<CrashReport>((resolve) => {
    void ended.then((how) => {
      log.end()
      if (!stopping) resolve({ name: spec.name, how, logFile: spec.logFile, lastLines })
    })
  })
  return {
    crashed,
    stop: async (deadlineMs) => {
      stopping = true
      await endWithin(child, ended, deadlineMs)
    },
  }
}

async function endWithin(child: ChildProcess, ended: Promise<unknown>, deadlineMs: number): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), deadlineMs)
  await ended
  clearTimeout(timer)
}
