import type { ScanRequest } from '@sluice/shared/messages'
import { bytesOfKey } from './key/key-lookup.ts'
import { matchKey } from './key/key-matcher.ts'
import { matchAll } from './match-all.ts'
import type { RecordCheck } from './record-check.ts'
import { compileFilter } from './text-filter.ts'

/** What a request says of the records it wants; null: all of them. Whoever opens a check closes it. */
export function openCheck({ key, filter }: ScanRequest): RecordCheck | null {
  const matcher = matchAll([
    ...(key === undefined ? [] : [matchKey(bytesOfKey(key))]),
    ...(filter === undefined ? [] : [compileFilter(filter)]),
  ])
  return matcher && { sieve: matcher.sieve, matches: matcher.matches, close: () => {} }
}
