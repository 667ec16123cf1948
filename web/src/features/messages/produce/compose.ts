import type { Timestamp } from '@sluice/shared/units'
import type { RecordPlace } from '../place.url.ts'

export const PART_MODES = ['json', 'text', 'base64', 'null'] as const
export type PartMode = (typeof PART_MODES)[number]

/** A key or value as it is typed. A text field knows one kind of line end only: the other is put back when it is read. */
export interface PartDraft {
  mode: PartMode
  text: string
  crlf: boolean
}

export interface HeaderDraft extends PartDraft {
  /** Tells the rows apart while they are moved. */
  id: number
  name: string
  /** base64 of a name that is not UTF-8, for as long as nobody edits it. */
  nameBytes?: string
}

export type PartitionChoice = 'key' | 'any' | number

/** Null is the time of writing. */
export type TimeDraft = string | null

export interface RecordDraft {
  key: PartDraft
  value: PartDraft
  headers: readonly HeaderDraft[]
  partition: PartitionChoice
  time: TimeDraft
}

/** A message that is to be sent again, as the form would hold it unedited. */
export interface Origin {
  place: RecordPlace
  timestamp: Timestamp
  record: RecordDraft
}

export interface Draft {
  record: RecordDraft
  origin: Origin | null
}

const EMPTY_PART: PartDraft = { mode: 'text', text: '', crlf: false }

export const EMPTY_RECORD: RecordDraft = {
  key: { ...EMPTY_PART, mode: 'null' },
  value: { ...EMPTY_PART, mode: 'json' },
  headers: [],
  partition: 'key',
  time: null,
}
export const EMPTY_DRAFT: Draft = { record: EMPTY_RECORD, origin: null }

export function isEmpty({ record }: Draft): boolean {
  return JSON.stringify(record) === JSON.stringify(EMPTY_RECORD)
}

export function newHeader(headers: readonly HeaderDraft[]): HeaderDraft {
  const id = headers.reduce((highest, header) => Math.max(highest, header.id), 0) + 1
  return { ...EMPTY_PART, id, name: '' }
}

/** Moves a header by one place; at either end it stays. */
export function moveHeader(headers: readonly HeaderDraft[], id: number, by: 1 | -1): HeaderDraft[] {
  const from = headers.findIndex((header) => header.id === id)
  const to = from + by
  const moved = headers[from]
  if (moved === undefined || to < 0 || to >= headers.length) return [...headers]
  return headers.toSpliced(from, 1).toSpliced(to, 0, moved)
}
