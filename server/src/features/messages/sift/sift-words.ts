import type { Traces } from '../text-probe.ts'
import type { Places } from './rule-out.ts'

/** What a thread is asked; the memory goes along, and comes back with the answer. */
export interface SiftRequest {
  memory: ArrayBuffer
  places: Places
  traces: Traces
}

export type SiftWord =
  | { ready: true }
  | { memory: ArrayBuffer; clear: Uint8Array<ArrayBuffer> }
  | { failure: string }
