import { setFlagsFromString } from 'node:v8'
import { reportToStderr } from './kafka/report.ts'
import { type ArgumentRules, readArguments, type SystemArguments } from './system-arguments.ts'

interface Program {
  system: string
  usage: string
  rules: ArgumentRules
  /** Resolves when everything runs; `said` goes on the line that tells so. */
  start(given: SystemArguments, signal: AbortSignal): Promise<{ said: string; stop(): Promise<void> }>
}

/** A sample system as a program: its command line, its start, and its end at SIGINT or SIGTERM. */
export async function runSystem({ system, usage, rules, start }: Program): Promise<never> {
  const given = readArguments(process.argv.slice(2), rules)
  if ('faults' in given) {
    process.stderr.write(`${[...given.faults, usage].join('\n')}\n`)
    process.exit(2)
  }
  // It runs for days beside somebody's work: a small heap is worth more here than speed.
  setFlagsFromString('--optimize-for-size')
  const starting = new AbortController()
  const asked = new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const)
      process.on(name, () => {
        starting.abort()
        resolve()
      })
  })
  try {
    const startedAt = Date.now()
    const running = await start(given, starting.signal)
    const seconds = ((Date.now() - startedAt) / 1_000).toFixed(1)
    process.stdout.write(`${system} is open after ${seconds} s${running.said}\n`)
    await asked
    await running.stop()
  } catch (error) {
    if (!starting.signal.aborted) {
      reportToStderr(system)('error', 'cannot go on', { reason: String(error) })
      process.exit(1)
    }
  }
  // kafkajs may still be waiting for a broker that is away.
  process.exit(0)
}
