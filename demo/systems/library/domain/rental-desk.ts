import { bookOf } from './catalogue.ts'
import { announce, isoTime, type RecordOf, type StreamRecord } from './events.ts'
import { ledgerEntry } from './ledger-entry.ts'
import { memberOf } from './members.ts'
import type { Visit } from './patrons.ts'
import { RecentIds } from './recent-ids.ts'

export const OPEN_MAX = 2_000
const REMEMBERED = 2_000

export interface OpenRental {
  rentalId: string
  memberId: string
  isbn: string
}

/** Turns library time into the time on people's clocks. */
export type WallTime = (libraryTime: number) => number

/** The rental service's own state: the rentals it announced and that are not over. It agrees first; others may refuse. */
export class RentalDesk {
  readonly #open = new Map<string, OpenRental>()
  readonly #cancelled = new RecentIds(REMEMBERED)
  /** Late readers whose suspension nobody lifted yet; bounded by the number of members. */
  readonly #suspended = new Set<string>()

  visit(visit: Visit, wallTime: WallTime): StreamRecord[] {
    if (visit.kind === 'rent') return this.#rent(visit, wallTime)
    const now = wallTime(visit.at)
    return visit.kind === 'return' ? this.#takeBack(visit, now) : this.#lift(visit.memberId, now)
  }

  react(record: StreamRecord, now: number): StreamRecord[] {
    if (record.stream === 'member.rental-rejected') return this.#cancel(record, 'member', now)
    if (record.stream === 'book.rental-rejected') return this.#cancel(record, 'book', now)
    return []
  }

  get openRentals(): readonly OpenRental[] {
    return [...this.#open.values()]
  }

  get suspendedMembers(): readonly string[] {
    return [...this.#suspended]
  }

  /** Takes over what an earlier run left. */
  restore(left: {
    open: Iterable<OpenRental>
    suspended: Iterable<string>
    cancelled: Iterable<string>
  }): void {
    for (const rental of left.open) this.#open.set(rental.rentalId, rental)
    for (const memberId of left.suspended) this.#suspended.add(memberId)
    for (const rentalId of left.cancelled) this.#cancelled.add(rentalId)
  }

  #rent(visit: Extract<Visit, { kind: 'rent' }>, wallTime: WallTime): StreamRecord[] {
    const book = bookOf(visit.isbn)
    const member = memberOf(visit.memberId)
    if (!book || !member || this.#open.size >= OPEN_MAX) return []
    const rentalId = rentalIdOf(visit.number)
    const at = wallTime(visit.at)
    this.#open.set(rentalId, { rentalId, memberId: member.id, isbn: book.isbn })
    return [
      announce('rental.book-rented', at, {
        target: rentalId,
        information: {
          memberId: member.id,
          memberName: member.name,
          isbn: book.isbn,
          title: book.title,
          dueAt: isoTime(wallTime(visit.at + visit.loanFor)),
          ledgerEntry: ledgerEntry(at, visit.number),
        },
      }),
    ]
  }

  /** A rental that was cancelled meanwhile has no book to bring back. */
  #takeBack(visit: Extract<Visit, { kind: 'return' }>, now: number): StreamRecord[] {
    const rental = this.#open.get(rentalIdOf(visit.number))
    if (!rental) return []
    const { rentalId, memberId, isbn } = rental
    const { overdueHours } = visit
    this.#open.delete(rentalId)
    if (overdueHours > 0) this.#suspended.add(memberId)
    return [
      announce('rental.book-returned', now, {
        target: rentalId,
        information: { memberId, isbn, overdueHours },
      }),
    ]
  }

  #lift(memberId: string, now: number): StreamRecord[] {
    if (!this.#suspended.delete(memberId)) return []
    const memberName = memberOf(memberId)?.name ?? ''
    return [announce('rental.suspension-lifted', now, { target: memberId, information: { memberName } })]
  }

  /** Two services may refuse the same rental, and Kafka may deliver twice: it is cancelled once. */
  #cancel(
    { value }: RecordOf<'member.rental-rejected'> | RecordOf<'book.rental-rejected'>,
    refusedBy: 'member' | 'book',
    now: number,
  ): StreamRecord[] {
    const rentalId = value.target
    if (!this.#cancelled.add(rentalId)) return []
    this.#open.delete(rentalId)
    const { memberId, isbn } = value.information
    return [
      announce('rental.rental-cancelled', now, {
        target: rentalId,
        information: { memberId, isbn, refusedBy },
      }),
    ]
  }
}

export function rentalIdOf(number: number): string {
  return `R-${String(number).padStart(6, '0')}`
}

/** Null for what is not one of our rental ids. */
export function rentalNumberOf(rentalId: string): number | null {
  const digits = /^R-(\d{1,15})$/.exec(rentalId)?.[1]
  return digits === undefined ? null : Number(digits)
}
