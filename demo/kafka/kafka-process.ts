import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { classpathOf, type JavaRuntime, jvmFlags } from './java-runtime.ts'
import { lastWords, sizeOf } from './last-lines.ts'
import { endWithUs } from './live-processes.ts'
import { logConfig } from './log-config.ts'
import { removePid, writePid } from './pid-file.ts'

export interface ExitReport {
  nodeId: number
  code: number | null
  signal: NodeJS.Signals | null
  lastLines: string[]
}

export interface ProcessSpec {
  nodeId: number
  folder: string
  runtime: JavaRuntime
  /** Flags beside the usual ones: where the class-data archive is, or where to write it. */
  extraFlags: string[]
  /** Whether its data outlives it: then it is always given the chance to close it in order. */
  kept: boolean
}

/** One Java with one node of Kafka in it: started, watched, ended, and started again. */
export class KafkaProcess {
  readonly #spec: ProcessSpec
  #child: ChildProcess | null = null
  #ended: Promise<unknown> = Promise.resolve()
  #exited = Promise.withResolvers<ExitReport>()
  #expected = false
  #crashed = false
  #logStart = 0

  constructor(spec: ProcessSpec) {
    this.#spec = spec
  }

  get pid(): number | null {
    return this.#child?.pid ?? null
  }

  /** Resolves when the present process ends without having been asked to; a restart begins a new promise. */
  get exited(): Promise<ExitReport> {
    return this.#exited.promise
  }

  /** Whether the last run was ended by a signal that nobody sent: Java itself broke. */
  get crashed(): boolean {
    return this.#crashed
  }

  get logFile(): string {
    return join(this.#spec.folder, 'kafka.log')
  }

  get #consoleFile(): string {
    return join(this.#spec.folder, 'console.log')
  }

  async spawn(): Promise<void> {
    const { folder, runtime, extraFlags } = this.#spec
    this.#logStart = await sizeOf(this.logFile)
    const output = await open(this.#consoleFile, 'w')
    try {
      const flags = [...jvmFlags, ...extraFlags, logConfig(runtime.release).jvmOption]
      const main = [runtime.release.serverClass, join(folder, 'server.properties')]
      const child = spawn(runtime.java.java, [...flags, '-cp', classpathOf(runtime.jars), ...main], {
        cwd: folder,
        // A process group of its own: Ctrl-C in the terminal reaches us first, and we end Kafka in order.
        detached: true,
        stdio: ['ignore', output.fd, output.fd],
      })
      this.#watch(child)
      await once(child, 'spawn')
      if (child.pid !== undefined) await writePid(folder, child.pid)
    } finally {
      await output.close()
    }
  }

  #watch(child: ChildProcess): void {
    const exited = Promise.withResolvers<ExitReport>()
    const ended = Promise.withResolvers<void>()
    this.#child = child
    this.#exited = exited
    this.#ended = ended.promise
    this.#expected = false
    this.#crashed = false
    const forget =
      child.pid === undefined ? null : endWithUs(child.pid, this.#spec.kept ? 'SIGTERM' : 'SIGKILL')
    const gone = (): void => {
      forget?.()
      this.#child = null
      ended.resolve()
    }
    child.once('error', gone)
    child.once('exit', (code, signal) => {
      gone()
      if (this.#expected) return
      this.#crashed = signal !== null
      void this.lastWords(15).then((lines) => {
        exited.resolve({ nodeId: this.#spec.nodeId, code, signal, lastLines: lines })
      })
    })
  }

  /** What this run said last: Java's own words first (a missing class, no memory), then Kafka's log. */
  async lastWords(count: number): Promise<string[]> {
    const spoken = await lastWords(this.#consoleFile, 0, count)
    const logged = await lastWords(this.logFile, this.#logStart, count)
    return [...spoken, ...logged].slice(-count)
  }

  async kill9(): Promise<void> {
    this.#expected = true
    this.#child?.kill('SIGKILL')
    await this.#ended
  }

  /** SIGTERM, and SIGKILL for a process that is still there after the grace. */
  async end(graceMs: number): Promise<void> {
    this.#expected = true
    this.#child?.kill('SIGTERM')
    const inTime = new AbortController()
    await Promise.race([this.#ended, sleep(graceMs, undefined, { signal: inTime.signal })])
    inTime.abort()
    await this.kill9()
    await removePid(this.#spec.folder)
  }

  /** Kept data is closed in order; throw-away data is about to be deleted, so nothing waits for it. */
  stop(): Promise<void> {
    return this.#spec.kept ? this.end(3_000) : this.kill9()
  }
}
