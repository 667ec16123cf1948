import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { classpathOf, type JavaRuntime, jvmFlags } from './java-runtime.ts'
import { lastLines } from './last-lines.ts'
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
}

/** One Java with one node of Kafka in it: started, watched, ended, and started again. */
export class KafkaProcess {
  readonly #spec: ProcessSpec
  #child: ChildProcess | null = null
  #ended: Promise<unknown> = Promise.resolve()
  #exited = Promise.withResolvers<ExitReport>()
  #expected = false

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

  get logFile(): string {
    return join(this.#spec.folder, 'kafka.log')
  }

  async spawn(): Promise<void> {
    const { folder, runtime, extraFlags } = this.#spec
    const consoleFile = await open(join(folder, 'console.log'), 'w')
    try {
      const flags = [...jvmFlags, ...extraFlags, logConfig(runtime.release).jvmOption]
      const main = [runtime.release.serverClass, join(folder, 'server.properties')]
      const child = spawn(runtime.java.java, [...flags, '-cp', classpathOf(runtime.jars), ...main], {
        cwd: folder,
        // A process group of its own: Ctrl-C in the terminal reaches us first, and we end Kafka in order.
        detached: true,
        stdio: ['ignore', consoleFile.fd, consoleFile.fd],
      })
      this.#watch(child)
      await once(child, 'spawn')
      if (child.pid !== undefined) await writePid(folder, child.pid)
    } finally {
      await consoleFile.close()
    }
  }

  #watch(child: ChildProcess): void {
    const exited = Promise.withResolvers<ExitReport>()
    const ended = Promise.withResolvers<void>()
    this.#child = child
    this.#exited = exited
    this.#ended = ended.promise
    this.#expected = false
    child.once('error', () => {
      this.#child = null
      ended.resolve()
    })
    child.once('exit', (code, signal) => {
      this.#child = null
      ended.resolve()
      if (this.#expected) return
      void this.lastLines(15).then((lines) => {
        exited.resolve({ nodeId: this.#spec.nodeId, code, signal, lastLines: lines })
      })
    })
  }

  /** What it said last: Java's own words first (a missing class, no memory), then Kafka's log. */
  async lastLines(count: number): Promise<string[]> {
    const spoken = await lastLines(join(this.#spec.folder, 'console.log'), count)
    const logged = await lastLines(this.logFile, count)
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
    const late = new AbortController()
    await Promise.race([this.#ended, sleep(graceMs, undefined, { signal: late.signal })])
    late.abort()
    await this.kill9()
    await removePid(this.#spec.folder)
  }

  /** For the moment this process itself ends and nothing can be awaited any more. */
  endNow(signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#expected = true
    this.#child?.kill(signal)
  }
}
