import { Isolation, type Message } from '@sluice/shared/messages'
import fc from 'fast-check'
import type { KnownRecord } from './random-log.ts'

/** Fetches of a few hundred bytes: every log takes many, batches larger than a fetch are common, and each may be sifted. */
export const SMALL = {
  firstFetchBytes: 120,
  fetchBytes: 400,
  bufferBytes: 2_000,
  siftBytes: 1,
  fetchWaitMs: 1,
}
export const isolation = fc.constantFrom(...Isolation.options)
export const pageSize = fc.integer({ min: 1, max: 9 })
/** A busy machine takes its time over thousands of scans. */
export const TIMEOUT_MS = 60_000
export const RUNS = { numRuns: 150 }

/** "partition:offset" as `places` has it. */
export const placesOf = (records: readonly KnownRecord[]) => records.map((r) => `${r.partition}:${r.offset}`)

/** "topic/partition:offset", of records known or scanned. */
export const idsOf = (records: readonly (KnownRecord | Message)[]) =>
  records.map((r) => `${r.topic}/${r.partition}:${r.offset}`)
