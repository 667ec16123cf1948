import type { HeaderDraft, Origin, PartDraft, RecordDraft } from './compose.ts'
import { readPart } from './read-part.ts'

export const COMPARED = ['key', 'value', 'headers', 'partition', 'time'] as const
export type Compared = (typeof COMPARED)[number]

/** What of a message that is sent again is not as it was. A new time is one of them, unless the old one is given. */
export function differences(record: RecordDraft, { record: before, timestamp }: Origin): Compared[] {
  const same: Record<Compared, boolean> = {
    key: sameBytes(record.key, before.key),
    value: sameBytes(record.value, before.value),
    headers:
      record.headers.length === before.headers.length &&
      record.headers.every((header, index) => sameHeader(header, before.headers[index])),
    partition: record.partition === before.partition,
    time: record.time?.trim() === String(timestamp),
  }
  return COMPARED.filter((part) => !same[part])
}

function sameHeader(header: HeaderDraft, before: HeaderDraft | undefined): boolean {
  if (before === undefined) return false
  const named = header.name === before.name && header.nameBytes === before.nameBytes
  return named && sameBytes(header, before)
}

/** Whether two drafts stand for the same bytes, however they are written; one with a mistake is the same as none. */
function sameBytes(a: PartDraft, b: PartDraft): boolean {
  const [left, right] = [bytesOf(a), bytesOf(b)]
  if (left === null || right === null) return left === right && a.mode === b.mode
  return left.length === right.length && left.every((byte, index) => byte === right[index])
}

function bytesOf(part: PartDraft): Uint8Array | null {
  const reading = readPart(part)
  if (!reading.ok || reading.payload === null) return null
  const { encoding, data } = reading.payload
  if (encoding !== 'base64') return new TextEncoder().encode(data)
  return Uint8Array.from(atob(data), (character) => character.charCodeAt(0))
}
