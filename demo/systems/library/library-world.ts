import { NOTHING_RANKED, type Ranking } from './domain/best-books.ts'
import { BookShelf } from './domain/book-shelf.ts'
import { HOUR } from './domain/day-rhythm.ts'
import { MemberLedger } from './domain/member-ledger.ts'
import { gatherPatrons, type Patrons } from './domain/patrons.ts'
import { RentalDesk } from './domain/rental-desk.ts'

/** The town and the state of each service: what history is written from and what live operation goes on from. */
export interface LibraryWorld {
  patrons: Patrons
  desk: RentalDesk
  ledger: MemberLedger
  shelf: BookShelf
  ranking: Ranking
}

/** Shortly before lunch, so that whoever starts the system sees it busy. */
const OPENING = 11.5 * HOUR

export function openLibrary(seed: number, nextNumber = 1): LibraryWorld {
  return {
    patrons: gatherPatrons(seed, OPENING, nextNumber),
    desk: new RentalDesk(),
    ledger: new MemberLedger(),
    shelf: new BookShelf(),
    ranking: NOTHING_RANKED,
  }
}
