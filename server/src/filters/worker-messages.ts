import type { PackBytes } from './pack-writer.ts'
import type { Evaluation } from './record-evaluator.ts'
import type { Judgement } from './record-judge.ts'
import type { RecordPack } from './record-pack.ts'

/** What is done with records: a filter judges them, a change makes something of them. */
export type FilterAct = 'judge' | 'evaluate'

/** Judge these by this expression, or evaluate it for each. Answered in the order of asking. */
export interface JudgeRequest {
  act: FilterAct
  source: string
  pack: RecordPack
}

/**
 * The first tells that the thread is ready. `cpuMs` is all the time that it has computed so far; `failure` is a fault of
 * ours, not of the expression; `memory` is the pack's, given back.
 */
export type ThreadWord = { cpuMs: number } & (
  | { ready: true }
  | { answer: Judgement | Evaluation; memory: PackBytes }
  | { failure: string }
)
