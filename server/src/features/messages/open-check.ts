import type { MessageFilter, ScanRequest, TextFilter } from '@sluice/shared/messages'
import { type FilterRunner, openCelCheck } from './filter/cel-check.ts'
import { bytesOfKey } from './key/key-lookup.ts'
import { matchKey } from './key/key-matcher.ts'
import { matchAll } from './match-all.ts'
import type { RecordCheck } from './record-check.ts'
import { compileFilter } from './text-filter.ts'

/** What a request says of the records it wants; null: all of them. Whoever opens a check closes it. */
export function openCheck(
  { key, filter }: Pick<ScanRequest, 'key' | 'filter'>,
  filters: FilterRunner,
): RecordCheck | null {
  const text = filter === undefined ? null : textOf(filter)
  const cel = filter?.cel === undefined ? null : openCelCheck(filters, filter.cel)
  const matcher = matchAll([
    ...(key === undefined ? [] : [matchKey(bytesOfKey(key))]),
    ...(text === null ? [] : [compileFilter(text)]),
    ...(cel === null ? [] : [{ sieve: cel.sieve, traces: cel.traces, matches: cel.matches }]),
  ])
  if (matcher === null) return null
  const { sieve, traces, matches } = matcher
  return cel === null ? { sieve, traces, matches, close: () => {} } : { ...cel, sieve, traces, matches }
}

function textOf({ text, in: parts, caseSensitive, bytes }: MessageFilter): TextFilter | null {
  return text === undefined ? null : { text, in: parts, caseSensitive, bytes }
}
