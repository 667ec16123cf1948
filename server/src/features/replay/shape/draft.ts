import { setImmediate as breathe } from 'node:timers/promises'
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
export type DraftStep = (drafts: readonly Draft[], signal: AbortSignal) => Promise<void>

export function fail(draft: Draft, reason: string, code = 'TRANSFORM_FAILED'): void {
  draft.stopped = { kind: 'fail', code, reason }
}

/** After so long other requests of the server's thread have their turn. */
const TURN_MS = 8

/** A step of records one by one. */
export function each(change: (draft: Draft) => void): DraftStep {
  return async (drafts, signal) => {
    let begun = performance.now()
    for (const draft of drafts) {
      if (draft.stopped !== null) continue
      change(draft)
      if (performance.now() - begun < TURN_MS) continue
      await breathe(undefined, { signal })
      begun = performance.now()
    }
  }
}
