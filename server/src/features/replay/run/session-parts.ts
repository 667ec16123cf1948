import type { ReplayHold } from '@sluice/shared/replay-job'
import type { ErrorShare } from './error-share.ts'
import type { CopyItem, Failure } from './lane-item.ts'
import type { LanePicker, RunningLane } from './lane-picker.ts'
import type { Outbox } from './outbox.ts'
import type { Pace } from './pace.ts'
import type { Transaction } from './transaction.ts'
import type { Wake } from './wake.ts'

/** What a session works with; whoever opened it closes it. */
export interface SessionParts {
  lanes: readonly RunningLane[]
  picker: LanePicker
  pace: Pace
  outbox: Outbox
  /** Whether a batch may be sent as it is. */
  takes(item: CopyItem): boolean
  transaction: Transaction | null
  errorShare: ErrorShare
  /** Records until the canary; null: none. */
  canaryLeft: number | null
  /** Resolves when they are in the side file. */
  fail(failures: readonly Failure[]): Promise<void>
  /** Why it must not write at the moment. */
  holdup(): ReplayHold | null
  /** Ends the reading. */
  reading: AbortController
  wake: Wake
  /** What there is to tell may be told and kept. */
  publish(): void
  now: () => number
}
