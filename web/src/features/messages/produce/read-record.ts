import type { ProduceRecord } from '@sluice/shared/messages-produce'
import { resolveTime } from '@sluice/shared/time-text'
import type { Timestamp } from '@sluice/shared/units'
import { parseTimeText } from '#lib/time-text.ts'
import type { RecordDraft } from './compose.ts'
import { readPart } from './read-part.ts'

const INT64_MAX = 9_223_372_036_854_775_807n
/** Length, attributes, deltas and counts of a record, and the header of its batch, at the most. */
const FRAME_BYTES = 61 + 32
const HEADER_FRAME_BYTES = 6

export type RecordReading =
  | { ok: true; record: ProduceRecord; bytes: number }
  | { ok: false; faults: readonly (keyof RecordDraft)[] }

/** The record that a draft stands for, and about what its batch will take; or which parts cannot be written. */
export function readRecord(draft: RecordDraft, zone: string, nowMs: number): RecordReading {
  const key = readPart(draft.key)
  const value = readPart(draft.value)
  const headers = draft.headers.map((header) => ({ header, reading: readPart(header) }))
  const timestamp = draft.time === null ? ('now' as const) : readTime(draft.time, zone, nowMs)
  const faults = new Set<keyof RecordDraft>()
  if (timestamp === null) faults.add('time')
  let bytes = FRAME_BYTES
  const written: ProduceRecord['headers'] = []
  for (const { header, reading } of headers) {
    if (!reading.ok || !header.name.isWellFormed()) faults.add('headers')
    if (!reading.ok) continue
    const { name, nameBytes } = header
    written.push({
      key: name,
      ...(nameBytes === undefined ? {} : { keyBytes: nameBytes }),
      value: reading.payload,
    })
    bytes += reading.bytes + new TextEncoder().encode(name).length + HEADER_FRAME_BYTES
  }
  if (!key.ok) faults.add('key')
  if (!value.ok) faults.add('value')
  if (!key.ok || !value.ok || timestamp === null || faults.size > 0) return { ok: false, faults: [...faults] }
  const { partition } = draft
  const record = { key: key.payload, value: value.payload, headers: written, partition, timestamp }
  return { ok: true, record, bytes: bytes + key.bytes + value.bytes }
}

/** Digits are milliseconds as they stand in the log, however large; else a time as a person writes it. */
export function readTime(text: string, zone: string, nowMs: number): Timestamp | null {
  const digits = text.trim()
  if (/^-?\d{1,19}$/.test(digits)) {
    const ms = BigInt(digits)
    if (ms > INT64_MAX || ms < -1n) return null
    return Number.isSafeInteger(Number(ms)) ? Number(ms) : ms.toString()
  }
  const time = parseTimeText(text, zone, nowMs)
  return time && resolveTime(time, nowMs)
}
