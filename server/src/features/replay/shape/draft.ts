import type { RecordHeader } from '#records/record.ts'
import type { Shaped, SourceRecord } from '../replay-parts.ts'

/** A record on its way through the changes; each step sees what the one before made. */
export interface Draft {
  readonly source: SourceRecord
  /** The source's: read from the batch once. */
  readonly headers: readonly RecordHeader[]
  key: Buffer | null
  value: Buffer | null
  /** Set where it is not written: no further step looks at it. */
  stopped: Exclude<Shaped, { kind: 'write' }> | null
}

/** One change of keys or values, of many records at once. */
export type DraftStep = (drafts: readonly Draft[], signal: AbortSignal) => Promise<void> | void

export function fail(draft: Draft, reason: string, code = 'TRANSFORM_FAILED'): void {
  draft.stopped = { kind: 'fail', code, reason }
}

/** A step of records one by one. */
export function each(change: (draft: Draft) => void): DraftStep {
  return (drafts) => {
    for (const draft of drafts) if (draft.stopped === null) change(draft)
  }
}
