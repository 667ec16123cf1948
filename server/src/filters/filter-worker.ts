import { parentPort } from 'node:worker_threads'
import { parse } from '@marcbachmann/cel-js'
import { JsonReader } from './json-reader.ts'
import { RecordEvaluator } from './record-evaluator.ts'
import { RecordJudge } from './record-judge.ts'
import type { RecordPack } from './record-pack.ts'
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
const evaluators = new Map<string, RecordEvaluator>()

function kept<T>(all: Map<string, T>, source: string, make: () => T): T {
  const known = all.get(source)
  if (known !== undefined) return known
  if (all.size >= JUDGES_MAX) all.clear()
  const made = make()
  all.set(source, made)
  return made
}

function judge(source: string, pack: RecordPack) {
  const answer = kept(judges, source, () => new RecordJudge(source)).judge(pack)
  return { answer, memory: answer.verdicts.buffer }
}

function evaluate(source: string, pack: RecordPack) {
  const make = () => new RecordEvaluator(source, new JsonReader())
  const answer = kept(evaluators, source, make).evaluate(pack)
  return { answer, memory: answer.bytes.buffer }
}

function cpuMs(): number {
  const { user, system } = process.threadCpuUsage()
  return (user + system) / 1000
}

port.on('message', ({ act, source, pack }: JudgeRequest) => {
  try {
    const { answer, memory: made } = act === 'judge' ? judge(source, pack) : evaluate(source, pack)
    const memory = pack.bytes
    const word: ThreadWord = { answer, memory, cpuMs: cpuMs() }
    port.postMessage(word, [made, memory.buffer])
  } catch (error) {
    const failure = error instanceof Error ? error.message : String(error)
    port.postMessage({ failure, cpuMs: cpuMs() } satisfies ThreadWord)
  }
})
port.postMessage({ ready: true, cpuMs: cpuMs() } satisfies ThreadWord)
