import type { ScanNote } from '@sluice/shared/messages'
import type { TopicPartitionId } from '#kafka/gateway.ts'

export type NoteCode = ScanNote['code']

/** What is noted of one partition under one code; offsets are inclusive. */
export interface NoteEntry extends TopicPartitionId {
  code: NoteCode
  from: bigint | null
  to: bigint | null
  count: bigint | null
  /** The asked position, or why a batch cannot be read: whatever the wording needs beyond offsets. */
  detail: string | null
}

/** A note in a sentence: what the reader does not see, where, and why. */
export function wordNote(entry: NoteEntry): string {
  const where = `partition ${entry.partition} of "${entry.topic}"`
  const span = spanOf(entry)
  const detail = entry.detail ?? ''
  switch (entry.code) {
    case 'gap':
      return `${amount(entry, 'offset')} of ${where} ${verb(entry, 'holds', 'hold')} no message${span}: compacted away, or markers of transactions.`
    case 'aborted':
      return `${amount(entry, 'message')} of aborted transactions in ${where} ${verb(entry, 'is', 'are')} left out${span}; read uncommitted shows them.`
    case 'open-transaction':
      return `${amount(entry, 'offset')} of ${where} ${verb(entry, 'is', 'are')} held back${span} until an open transaction ends; read uncommitted shows them.`
    case 'corrupt':
      return `${amount(entry, 'offset')} of ${where} cannot be read${span}. ${detail}`
    case 'offset-below-start':
      return `Offset ${detail} is below the log start of ${where}: reading begins at ${entry.to === null ? 'it' : entry.to + 1n}.`
    case 'offset-beyond-end':
      return `Offset ${detail} is beyond the end of ${where}: its next message will get offset ${entry.from ?? '?'}.`
    case 'no-later-timestamp':
      return `No message in ${where} is at or after ${detail}.`
    case 'out-of-order':
      return `Timestamps of ${where} are not in offset order and there is too much to read${span}: messages there may be newer than some shown. They come with later pages.`
    case 'log-start-moved':
      return `${amount(entry, 'offset')} of ${where} ${verb(entry, 'was', 'were')} removed by retention before being read${span}.`
    case 'no-commit':
      return `Group "${detail}" has committed nothing in ${where}: it is left out.`
    case 'not-in-bookmark':
      return `Bookmark "${detail}" names no offset of ${where}: it is left out.`
    case 'filter-error':
      return detail
  }
}

function spanOf({ from, to }: NoteEntry): string {
  if (from === null || to === null) return ''
  return from === to ? ` (offset ${from})` : ` (between offsets ${from} and ${to})`
}

function amount({ count }: NoteEntry, noun: string): string {
  if (count === null) return `Some ${noun}s`
  return count === 1n ? `1 ${noun}` : `${count} ${noun}s`
}

function verb({ count }: NoteEntry, one: string, many: string): string {
  return count === 1n ? one : many
}

/** Epoch milliseconds as ISO 8601 in UTC, or as they are where no calendar reaches. */
export function wordTime(ms: number): string {
  return Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : `${ms} ms`
}
