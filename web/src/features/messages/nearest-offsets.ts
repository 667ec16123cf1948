import { readOffset } from '@sluice/shared/messages-start'
import type { ApiError } from '#api/api-error.ts'

export type NearestOffsets =
  /** The offset is in the log, but no record is there; `next` is the next that has one. */
  | { kind: 'gone'; next: string | null }
  /** The log does not reach the offset; `first` and `last` are null where it is empty. */
  | { kind: 'outside'; first: string | null; last: string | null; end: string }

/** What a refused record says of its neighbours; null where the refusal is about something else. */
export function nearestOffsets({ code, details }: Pick<ApiError, 'code' | 'details'>): NearestOffsets | null {
  if (code === 'RECORD_NOT_FOUND') return { kind: 'gone', next: offsetIn(details.next) }
  if (code !== 'OFFSET_OUT_OF_RANGE') return null
  const [start, end] = [offsetIn(details.logStart), offsetIn(details.logEnd)]
  if (start === null || end === null) return null
  if (BigInt(end) <= BigInt(start)) return { kind: 'outside', first: null, last: null, end }
  return { kind: 'outside', first: start, last: (BigInt(end) - 1n).toString(), end }
}

function offsetIn(value: unknown): string | null {
  return typeof value === 'string' ? readOffset(value) : null
}
