import type { PackBytes } from './pack-writer.ts'
import type { Judgement } from './record-judge.ts'
import type { RecordPack } from './record-pack.ts'

/** Judge these by this expression. Answered in the order of asking. */
export interface JudgeRequest {
  source: string
  pack: RecordPack
}

/**
 * The first tells that the thread is ready. `cpuMs` is all the time that it has computed so far; `failure` is a fault of
 * ours, not of the expression; `memory` is the pack's, given back.
 */
export type ThreadWord = { cpuMs: number } & (
  | { ready: true }
  | { judgement: Judgement; memory: PackBytes }
  | { failure: string }
)
