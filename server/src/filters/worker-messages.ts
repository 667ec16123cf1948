import type { Judgement } from './record-judge.ts'
import type { RecordPack } from './record-pack.ts'

/** Judge these by this expression. Answered in the order of asking. */
export interface JudgeRequest {
  source: string
  pack: RecordPack
}

/** `failure` is a fault of ours, not of the expression. */
export type JudgeAnswer = { judgement: Judgement } | { failure: string }
