import { Random } from '../random.ts'
import { type Ranking, takeUp } from './domain/best-books.ts'
import { bookOf } from './domain/catalogue.ts'
import { HOUR } from './domain/day-rhythm.ts'
import type { StreamRecord } from './domain/events.ts'
import { memberOf } from './domain/members.ts'
import type { PlannedLoan } from './domain/patrons.ts'
import { type OpenRental, rentalNumberOf } from './domain/rental-desk.ts'
import { type LibraryWorld, openLibrary } from './library-world.ts'
import { readPast } from './read-past.ts'

/** The world as the streams tell it, oldest record first: what a service with a database would find there after a restart. */
export function restoreWorld(seed: number, records: readonly StreamRecord[]): LibraryWorld {
  const past = readPast(records)
  const rented = [...past.rented.values()].filter(({ isbn, memberId }) => bookOf(isbn) && memberOf(memberId))
  const suspended = [...past.suspended].filter((memberId) => memberOf(memberId))
  const world = openLibrary(seed + past.nextNumber, past.nextNumber)

  const open = rented.filter(isNotIn(past.returned, past.cancelled))
  world.desk.restore({ open, suspended, cancelled: past.cancelled })
  const settledByMember = [past.returned, past.refusedByMember, past.pointsRestored]
  world.ledger.restore({
    open: rented.filter(isNotIn(...settledByMember)),
    suspended,
    settled: settledByMember,
  })
  const settledByBook = [past.returned, past.refusedByBook, past.loanReleased]
  world.shelf.restore({ open: rented.filter(isNotIn(...settledByBook)), settled: settledByBook })

  world.ranking = restoreRanking(records)
  const { clock } = world.patrons
  world.patrons = {
    ...world.patrons,
    loans: planReturns(open, clock, seed),
    suspended: new Map(suspended.map((memberId, place) => [memberId, clock + (1 + place) * (HOUR / 4)])),
  }
  return world
}

function isNotIn(...ended: ReadonlySet<string>[]): (rental: OpenRental) => boolean {
  return ({ rentalId }) => !ended.some((ids) => ids.has(rentalId))
}

/** Whoever still has a book brings it back within the next hours. */
function planReturns(open: readonly OpenRental[], clock: number, seed: number): Map<number, PlannedLoan> {
  const random = new Random(seed)
  const loans = new Map<number, PlannedLoan>()
  for (const { rentalId, memberId, isbn } of open) {
    const number = rentalNumberOf(rentalId)
    if (number === null) continue
    const returnAt = clock + random.between(0.2, 10) * HOUR
    loans.set(number, { memberId, isbn, returnAt, overdueHours: 0, hopeless: false })
  }
  return loans
}

/** The list is the entity stream's latest record of each key, and the window the rentals it was made from. */
function restoreRanking(records: readonly StreamRecord[]): Ranking {
  const listed = new Map<string, { rank: number; rentals: number }>()
  const rented: string[] = []
  for (const record of records) {
    if (record.stream === 'rental.book-rented') rented.push(record.value.information.isbn)
    if (record.stream !== 'best-book.ranking') continue
    if (record.value === null) listed.delete(record.key)
    else listed.set(record.key, { rank: record.value.rank, rentals: record.value.rentals })
  }
  return takeUp(rented, listed)
}
