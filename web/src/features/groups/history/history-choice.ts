import type { HistoryRange } from './history-range.ts'

/** What of the past is looked at, as a link has it. */
export interface HistoryChoice {
  range: HistoryRange
  topic: string | null
  past: boolean
  view: 'chart' | 'table'
}
