import { TITLES } from './titles.ts'

export interface Book {
  isbn: string
  title: string
  author: string
  copies: number
  /** How much more than others people want it. */
  popularity: number
}

/** Every book the library owns: a fixed number, so every state keyed by ISBN is bounded. */
export const BOOKS: readonly Book[] = TITLES.map(([title, author], place) => ({
  isbn: isbnOf(place),
  title,
  author,
  copies: 2 + Math.round(22 / (place + 3)) + (place % 3),
  popularity: 1 / (place + 6),
}))

const BY_ISBN = new Map(BOOKS.map((book) => [book.isbn, book]))

export function bookOf(isbn: string): Book | undefined {
  return BY_ISBN.get(isbn)
}

/** ISBN-13 with its check digit. The numbers are invented; the publisher block keeps both languages apart. */
function isbnOf(place: number): string {
  const digits = `${place % 2 === 0 ? '97911' : '97818'}${String(4_710_013 + place * 20_341).padStart(7, '0')}`
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (at % 2 === 0 ? 1 : 3), 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}
