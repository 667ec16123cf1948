/** What every event says: which thing, what happened to it (the stream's own word), with what, and when. */
export interface LibraryEvent<Action extends string, Information> {
  target: string
  action: Action
  information: Information
  /** ISO 8601, UTC. */
  time: string
}

interface Loan {
  memberId: string
  isbn: string
}

export type BookRented = LibraryEvent<
  'book-rented',
  Loan & {
    memberName: string
    title: string
    /** ISO 8601, UTC. */
    dueAt: string
    /** 64-bit number of the entry in the library's books; above 2^53. */
    ledgerEntry: bigint
  }
>
export type BookReturned = LibraryEvent<'book-returned', Loan & { overdueHours: number }>
export type SuspensionLifted = LibraryEvent<'suspension-lifted', { memberName: string }>
export type RentalCancelled = LibraryEvent<'rental-cancelled', Loan & { refusedBy: 'member' | 'book' }>
export type RejectedByMember = LibraryEvent<
  'rental-rejected',
  Loan & { reason: 'suspended' | 'too-many-loans' | 'not-a-member' }
>
export type RejectedByBook = LibraryEvent<'rental-rejected', Loan & { copies: number }>
export type PointsRestored = LibraryEvent<
  'points-restored',
  { rentalId: string; memberName: string; points: number; ledgerEntry: bigint }
>
export type LoanReleased = LibraryEvent<'loan-released', { isbn: string; copiesFree: number }>

/** State of one book on the list, not an event: the latest record of a key is the truth, and null ends it. */
export interface RankedBook {
  isbn: string
  title: string
  author: string
  rank: number
  rentals: number
  time: string
}

/** One event definition a stream. */
export interface StreamValues {
  'rental.book-rented': BookRented
  'rental.book-returned': BookReturned
  'rental.suspension-lifted': SuspensionLifted
  'rental.rental-cancelled': RentalCancelled
  'member.rental-rejected': RejectedByMember
  'member.points-restored': PointsRestored
  'book.rental-rejected': RejectedByBook
  'book.loan-released': LoanReleased
  'best-book.ranking': RankedBook | null
}

export type StreamName = keyof StreamValues

/** A record on its way to or from Kafka. */
export interface RecordOf<Stream extends StreamName> {
  stream: Stream
  key: string
  value: StreamValues[Stream]
  /** Epoch milliseconds: the record's CreateTime. */
  at: number
  /** What the business calls the whole: the rental, or the member. Becomes the correlation id where headers are written. */
  correlation: string
}

export type StreamRecord = { [Stream in StreamName]: RecordOf<Stream> }[StreamName]

export type EventStream = Exclude<StreamName, 'best-book.ranking'>

/** An event that happened at `at`, on its stream; its key is its target, so that order holds for each. */
export function announce<Stream extends EventStream>(
  stream: Stream,
  at: number,
  { target, information }: Pick<StreamValues[Stream], 'target' | 'information'>,
  correlation: string = target,
): RecordOf<Stream> {
  const value = { target, action: actionOf(stream), information, time: isoTime(at) }
  return { stream, key: target, value: value as StreamValues[Stream], at, correlation }
}

/** The stream's name without its service: what happened, in the past tense. */
export function actionOf(stream: StreamName): string {
  return stream.slice(stream.indexOf('.') + 1)
}

export function isoTime(at: number): string {
  return new Date(at).toISOString()
}
