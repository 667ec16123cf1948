import type { Judgement } from './record-judge.ts'
import type { RecordPack } from './record-pack.ts'

/** Judge these by this expression. Answered in the order of asking. */
export interface JudgeRequest {
  source: string
  pack: RecordPack
}

/**
 * The first tells that the thread is ready. `cpuMs` is all the time that it has computed so far; `failure` is a fault of
 * ours, not of the expression.
 */
export type ThreadWord = { cpuMs: number } & (
  | { ready: true }
  | { judgement: Judgement }
  | { failure: string }
)
