import { describe, expect, it } from 'vitest'
import { LIST_LENGTH, NOTHING_RANKED, type Ranking, rankWith, WINDOW } from './best-books.ts'
import { BOOKS } from './catalogue.ts'
import type { RecordOf } from './events.ts'

const ISBNS = BOOKS.map(({ isbn }) => isbn)

/** What somebody knows who reads the entity stream alone. */
function materialise(changes: RecordOf<'best-book.ranking'>[]): Map<string, number> {
  const state = new Map<string, number>()
  for (const { key, value } of changes) {
    if (value === null) state.delete(key)
    else state.set(key, value.rank)
  }
  return state
}

describe('rankWith', () => {
  it('leaves exactly the list to whoever applies its entities and tombstones in order', () => {
    const all: RecordOf<'best-book.ranking'>[] = []
    let ranking: Ranking = NOTHING_RANKED
    for (let turn = 0; turn < 400; turn += 1) {
      const rented = [ISBNS[(turn * turn) % 23] ?? '', ISBNS[(turn * 7) % ISBNS.length] ?? '']
      const next = rankWith(ranking, rented, turn)
      ranking = next.ranking
      all.push(...next.changes)
    }
    const ranks = new Map([...ranking.listed].map(([isbn, { rank }]) => [isbn, rank]))
    expect(materialise(all)).toEqual(ranks)
    expect([...ranks.values()]).toEqual(Array.from({ length: LIST_LENGTH }, (_, place) => place + 1))
    expect(all.some(({ value }) => value === null)).toBe(true)
  })

  it('says nothing where nothing changed, and leaves the ranking before as it was', () => {
    const { ranking } = rankWith(NOTHING_RANKED, ISBNS.slice(0, 3), 0)
    expect(rankWith(ranking, [], 1).changes).toEqual([])
    expect(NOTHING_RANKED.window).toEqual([])
  })

  it('remembers a bounded number of rentals, of books it knows', () => {
    const many = Array.from({ length: 1_000 }, (_, at) => ISBNS[at % ISBNS.length] ?? '')
    const { ranking } = rankWith(NOTHING_RANKED, [...many, 'no such book'], 0)
    expect(ranking.window).toHaveLength(WINDOW)
    expect(ranking.window).not.toContain('no such book')
  })
})
