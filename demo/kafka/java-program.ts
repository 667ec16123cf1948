import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'
import { endWithUs } from './live-processes.ts'

/** A Java program that runs until it is stopped. */
export interface JavaProgram {
  /** What it has printed to its standard output so far, up to a cap. */
  readonly lines: readonly string[]
  /** Resolves with the first line that matches, printed already or yet to come; rejects with its last words when it ends. */
  untilLine(pattern: RegExp, timeoutMs?: number): Promise<string>
  /** Asks it to end, and ends it when it does not; returns when it is gone. */
  stop(): Promise<void>
}

const linesKept = 10_000
const graceMs = 8_000

/**
 * Runs the program and waits for it; when the pipe from this process closes, however this process ended, the program is
 * killed. An idle consumer whose broker is gone would otherwise go on trying, at a third of a core.
 */
const GUARD = `
exec 3<&0
"$@" </dev/null 3<&- & program=$!
{ cat <&3 >/dev/null; kill -9 $program; } 2>/dev/null >/dev/null & guard=$!
exec 3<&-
trap 'kill $program' TERM
wait $program; code=$?
trap - TERM
if kill -0 $program 2>/dev/null; then wait $program; code=$?; fi
kill $guard 2>/dev/null
exit $code`

/** Starts it at once; it never outlives this process, not even where that is killed. */
export function startJava(java: string, args: string[]): JavaProgram {
  const guarded = ['-c', GUARD, 'sh', java, ...args]
  const child = spawn('/bin/sh', guarded, { stdio: ['pipe', 'pipe', 'pipe'], detached: true })
  const lines: string[] = []
  const complaints: string[] = []
  const waiting = new Set<() => void>()
  let over: string | null = null
  const changed = (): void => {
    for (const look of [...waiting]) look()
  }
  const forget = child.pid === undefined ? null : endWithUs(child.pid, 'SIGKILL')
  const gone = new Promise<void>((resolve) => {
    const end = (why: string): void => {
      forget?.()
      over = why
      changed()
      resolve()
    }
    child.once('error', (error) => end(error.message))
    child.once('close', (code, signal) => end(`it ended with ${signal ?? `exit code ${code}`}`))
  })
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (lines.length < linesKept) lines.push(line)
    changed()
  })
  createInterface({ input: child.stderr }).on('line', (line) => {
    complaints.push(line)
    if (complaints.length > 20) complaints.shift()
  })
  return {
    lines,
    async untilLine(pattern, timeoutMs = 60_000) {
      let seen = 0
      const end = performance.now() + timeoutMs
      for (;;) {
        for (; seen < lines.length; seen += 1) {
          const line = lines[seen] ?? ''
          if (pattern.test(line)) return line
        }
        const left = end - performance.now()
        const why = over ?? (left <= 0 ? `not within ${timeoutMs} ms` : null)
        if (why !== null) throw new Error(`No line ${pattern} came: ${why}. ${complaints.join('\n')}`)
        await nextChange(waiting, left)
      }
    },
    async stop() {
      child.kill('SIGTERM')
      const inTime = new AbortController()
      await Promise.race([gone, sleep(graceMs, undefined, { signal: inTime.signal })])
      inTime.abort()
      child.kill('SIGKILL')
      await gone
    },
  }
}

function nextChange(waiting: Set<() => void>, limitMs: number): Promise<void> {
  return new Promise((resolve) => {
    const look = (): void => {
      clearTimeout(timer)
      waiting.delete(look)
      resolve()
    }
    const timer = setTimeout(look, limitMs)
    waiting.add(look)
  })
}
