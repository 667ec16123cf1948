import { bookOf } from './catalogue.ts'
import { isoTime, type RecordOf } from './events.ts'

export const LIST_LENGTH = 10
export const WINDOW = 150

/** The best-book service's state as a value, so that a transaction that fails leaves the old one standing. */
export interface Ranking {
  /** ISBNs of the last rentals, oldest first, at most {@link WINDOW}. */
  readonly window: readonly string[]
  /** What the entity stream says now: ISBN to place and count. */
  readonly listed: ReadonlyMap<string, { rank: number; rentals: number }>
}

export const NOTHING_RANKED: Ranking = { window: [], listed: new Map() }

/** Takes new rentals in and says what changed on the list: an entity for each changed book, a tombstone for each that left. */
export function rankWith(
  before: Ranking,
  rented: readonly string[],
  now: number,
): { ranking: Ranking; changes: RecordOf<'best-book.ranking'>[] } {
  const window = windowOf([...before.window, ...rented])
  const listed = listOf(window)
  const changes: RecordOf<'best-book.ranking'>[] = []
  for (const [isbn, { rank, rentals }] of listed) {
    const old = before.listed.get(isbn)
    const book = bookOf(isbn)
    if (!book || (old?.rank === rank && old.rentals === rentals)) continue
    const { title, author } = book
    changes.push(entity(isbn, { isbn, title, author, rank, rentals, time: isoTime(now) }, now))
  }
  for (const isbn of before.listed.keys()) if (!listed.has(isbn)) changes.push(entity(isbn, null, now))
  return { ranking: { window, listed }, changes }
}

/** Goes on from a list that was published earlier and the rentals before now, oldest first. */
export function takeUp(rented: readonly string[], listed: Ranking['listed']): Ranking {
  return { window: windowOf(rented), listed }
}

function windowOf(rented: readonly string[]): string[] {
  return rented.filter((isbn) => bookOf(isbn)).slice(-WINDOW)
}

function listOf(window: readonly string[]): Map<string, { rank: number; rentals: number }> {
  const counts = new Map<string, number>()
  for (const isbn of window) counts.set(isbn, (counts.get(isbn) ?? 0) + 1)
  const best = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, LIST_LENGTH)
  return new Map(best.map(([isbn, rentals], place) => [isbn, { rank: place + 1, rentals }]))
}

function entity(
  isbn: string,
  value: RecordOf<'best-book.ranking'>['value'],
  at: number,
): RecordOf<'best-book.ranking'> {
  return { stream: 'best-book.ranking', key: isbn, value, at, correlation: isbn }
}
