import { BOOKS, bookOf } from './catalogue.ts'
import { announce, type RecordOf, type StreamRecord } from './events.ts'
import { RecentIds } from './recent-ids.ts'

const REMEMBERED = 2_000

/** The book service's own state: which copies stand on the shelf, and which rental holds the others. */
export class BookShelf {
  readonly #free = new Map<string, number>(BOOKS.map(({ isbn, copies }) => [isbn, copies]))
  /** Bounded by the copies the library owns. */
  readonly #lent = new Map<string, string>()
  /** Rentals that need nothing more from here, also those whose end arrived before their beginning. */
  readonly #settled = new RecentIds(REMEMBERED)

  react(record: StreamRecord, now: number): StreamRecord[] {
    switch (record.stream) {
      case 'rental.book-rented':
        return this.#rented(record, now)
      case 'rental.book-returned':
        this.#settled.add(record.value.target)
        this.#takeBack(record.value.target)
        return []
      case 'member.rental-rejected':
        return this.#undo(record, now)
      default:
        return []
    }
  }

  freeCopies(isbn: string): number {
    return this.#free.get(isbn) ?? 0
  }

  get lent(): number {
    return this.#lent.size
  }

  /** Takes over what an earlier run left; `settled` holds sets of rental ids. */
  restore(left: {
    open: Iterable<{ rentalId: string; isbn: string }>
    settled: Iterable<Iterable<string>>
  }): void {
    for (const { rentalId, isbn } of left.open) if (this.freeCopies(isbn) > 0) this.#lend(rentalId, isbn)
    for (const ids of left.settled) for (const rentalId of ids) this.#settled.add(rentalId)
  }

  #rented({ value }: RecordOf<'rental.book-rented'>, now: number): StreamRecord[] {
    const { target: rentalId, information } = value
    const { isbn, memberId } = information
    if (this.#settled.has(rentalId) || this.#lent.has(rentalId)) return []
    if (this.freeCopies(isbn) > 0) {
      this.#lend(rentalId, isbn)
      return []
    }
    this.#settled.add(rentalId)
    const copies = bookOf(isbn)?.copies ?? 0
    return [
      announce('book.rental-rejected', now, { target: rentalId, information: { memberId, isbn, copies } }),
    ]
  }

  /** The member service refused what was granted here: the copy goes back on the shelf. */
  #undo({ value }: RecordOf<'member.rental-rejected'>, now: number): StreamRecord[] {
    const rentalId = value.target
    this.#settled.add(rentalId)
    const isbn = this.#takeBack(rentalId)
    if (isbn === null) return []
    const information = { isbn, copiesFree: this.freeCopies(isbn) }
    return [announce('book.loan-released', now, { target: rentalId, information })]
  }

  #lend(rentalId: string, isbn: string): void {
    this.#lent.set(rentalId, isbn)
    this.#free.set(isbn, this.freeCopies(isbn) - 1)
  }

  #takeBack(rentalId: string): string | null {
    const isbn = this.#lent.get(rentalId)
    if (isbn === undefined) return null
    this.#lent.delete(rentalId)
    this.#free.set(isbn, this.freeCopies(isbn) + 1)
    return isbn
  }
}
