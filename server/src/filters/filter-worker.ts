import { parentPort } from 'node:worker_threads'
import { parse } from '@marcbachmann/cel-js'
import { RecordJudge } from './record-judge.ts'
import type { JudgeRequest, ThreadWord } from './worker-messages.ts'

/** Expressions kept ready; a query goes on for many handfuls. */
const JUDGES_MAX = 16

const port = parentPort
if (port === null) throw new Error('filter-worker.ts runs as a worker thread only')

// Most errors here are records that lack a member: nobody reads where in the library they were thrown.
Error.stackTraceLimit = 0

// The library reads members of times and durations as they are; this one would give out their prototypes.
Reflect.deleteProperty(Object.prototype, '__proto__')

// The library draws each error's place in the text; its range says the same, and most errors are only counted.
Reflect.defineProperty(Reflect.getPrototypeOf(parse('true').ast) ?? {}, 'input', { get: () => undefined })

const judges = new Map<string, RecordJudge>()

function judgeOf(source: string): RecordJudge {
  const known = judges.get(source)
  if (known !== undefined) return known
  if (judges.size >= JUDGES_MAX) judges.clear()
  const judge = new RecordJudge(source)
  judges.set(source, judge)
  return judge
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

port.on('message', ({ source, pack }: JudgeRequest) => {
  try {
    const judgement = judgeOf(source).judge(pack)
    const memory = pack.bytes
    const word: ThreadWord = { judgement, memory, cpuMs: cpuMs() }
    port.postMessage(word, [judgement.verdicts.buffer, memory.buffer])
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    port.postMessage({ failure, cpuMs: cpuMs() } satisfies ThreadWord)
  }
})
port.postMessage({ ready: true, cpuMs: cpuMs() } satisfies ThreadWord)
