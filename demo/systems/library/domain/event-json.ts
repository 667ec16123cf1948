import { actionOf, type StreamName, type StreamRecord, type StreamValues } from './events.ts'

declare global {
  interface JSON {
    rawJSON(text: string): unknown
  }
}

/** JSON with 64-bit integers written out in full, which JSON.stringify alone refuses. */
export function encodeValue(value: StreamValues[StreamName]): string | null {
  if (value === null) return null
  return JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'bigint' ? JSON.rawJSON(String(part)) : part,
  )
}

/** What a consumer relies on, so that a record somebody else put on the stream is passed over and not obeyed. */
const RELIED_ON: Record<StreamName, readonly string[]> = {
  'rental.book-rented': ['memberId', 'isbn'],
  'rental.book-returned': ['memberId', 'isbn'],
  'rental.suspension-lifted': [],
  'rental.rental-cancelled': ['memberId', 'isbn'],
  'member.rental-rejected': ['memberId', 'isbn'],
  'member.points-restored': ['rentalId'],
  'book.rental-rejected': ['memberId', 'isbn'],
  'book.loan-released': ['isbn'],
  'best-book.ranking': [],
}

/** Null for anything that is not an event of this stream. */
export function decodeRecord(
  stream: StreamName,
  raw: { key: Buffer | null; value: Buffer | null; timestamp: string },
): StreamRecord | null {
  const key = raw.key?.toString() ?? ''
  const value = raw.value === null ? null : parse(raw.value.toString())
  const sound = stream === 'best-book.ranking' ? key !== '' && isRanked(value) : isEvent(stream, value)
  if (!sound) return null
  const at = Number(raw.timestamp)
  return { stream, key, value, at, correlation: key } as StreamRecord
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, (_, value: unknown, context?: { source?: string }) => {
      if (typeof value !== 'number' || Number.isSafeInteger(value)) return value
      return context?.source && /^-?\d+$/.test(context.source) ? BigInt(context.source) : value
    })
  } catch {
    return undefined
  }
}

function isEvent(stream: StreamName, value: unknown): boolean {
  if (!isObject(value) || typeof value.target !== 'string' || value.action !== actionOf(stream)) return false
  const { information } = value
  return isObject(information) && RELIED_ON[stream].every((field) => typeof information[field] === 'string')
}

function isRanked(value: unknown): boolean {
  return (
    value === null || (isObject(value) && Number.isInteger(value.rank) && Number.isInteger(value.rentals))
  )
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
