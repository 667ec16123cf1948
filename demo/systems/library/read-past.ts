import type { StreamRecord } from './domain/events.ts'
import { type OpenRental, rentalNumberOf } from './domain/rental-desk.ts'

/** What the streams say happened: ids of rentals by what became of them, and who is suspended now. */
export interface Past {
  rented: Map<string, OpenRental>
  returned: Set<string>
  cancelled: Set<string>
  refusedByMember: Set<string>
  refusedByBook: Set<string>
  /** Rentals that the member service compensated. */
  pointsRestored: Set<string>
  /** Rentals that the book service compensated. */
  loanReleased: Set<string>
  suspended: Set<string>
  nextNumber: number
}

/** Folds records, oldest first, into what they say. */
export function readPast(records: readonly StreamRecord[]): Past {
  const past: Past = {
    rented: new Map(),
    returned: new Set(),
    cancelled: new Set(),
    refusedByMember: new Set(),
    refusedByBook: new Set(),
    pointsRestored: new Set(),
    loanReleased: new Set(),
    suspended: new Set(),
    nextNumber: 1,
  }
  for (const record of records) remember(past, record)
  return past
}

function remember(past: Past, record: StreamRecord): void {
  switch (record.stream) {
    case 'rental.book-rented': {
      const { target: rentalId, information } = record.value
      const { memberId, isbn } = information
      past.rented.set(rentalId, { rentalId, memberId, isbn })
      past.nextNumber = Math.max(past.nextNumber, (rentalNumberOf(rentalId) ?? 0) + 1)
      return
    }
    case 'rental.book-returned': {
      const { target, information } = record.value
      past.returned.add(target)
      if (information.overdueHours > 0) past.suspended.add(information.memberId)
      return
    }
    case 'rental.suspension-lifted':
      past.suspended.delete(record.value.target)
      return
    case 'rental.rental-cancelled':
      past.cancelled.add(record.value.target)
      return
    case 'member.rental-rejected':
      past.refusedByMember.add(record.value.target)
      return
    case 'book.rental-rejected':
      past.refusedByBook.add(record.value.target)
      return
    case 'member.points-restored':
      past.pointsRestored.add(record.value.information.rentalId)
      return
    case 'book.loan-released':
      past.loanReleased.add(record.value.target)
      return
    case 'best-book.ranking':
      return
  }
}
