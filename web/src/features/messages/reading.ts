import type { ScanRange } from '@sluice/shared/messages'
import type { ReactNode } from 'react'

/** What a list of messages was read from, for whoever keeps it. */
export interface Reading {
  topics: readonly string[]
  /** Of what was read last; none while that is not known. */
  ranges: readonly ScanRange[]
  /** The newest were asked for, so that the start of the range is no choice of anybody. */
  newest: boolean
}

/** What stands among the buttons of a list and keeps what it shows. */
export type KeepReading = (reading: Reading) => ReactNode
