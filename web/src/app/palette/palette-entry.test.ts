import { describe, expect, it } from 'vitest'
import { matchEntries, type PaletteEntry, rankNames } from './palette-entry.ts'

const entry = (label: string): PaletteEntry => ({
  id: label,
  label,
  mono: false,
  keys: null,
  run: () => undefined,
})
const labels = (search: string) =>
  matchEntries([entry('Theme: Dark'), entry('Theme: Light'), entry('테마: 어둡게')], search).map(
    ({ label }) => label,
  )

describe('matchEntries', () => {
  it('finds every word in any order and any case', () => {
    expect(labels('dark THEME')).toEqual(['Theme: Dark'])
    expect(labels('어둡게')).toEqual(['테마: 어둡게'])
  })

  it('keeps everything while nothing is typed', () => {
    expect(labels('  ')).toHaveLength(3)
  })
})

describe('rankNames', () => {
  const names = ['__rental', 'audit.rental', 'Rental.book', 'rental.a', 'shipping']

  it('puts what begins with the search first and Kafka’s own topics last', () => {
    expect(rankNames(names, ' rental')).toEqual(['Rental.book', 'rental.a', 'audit.rental', '__rental'])
  })

  it('never offers a topic that the search does not name', () => {
    expect(rankNames(names, 'ship')).toEqual(['shipping'])
  })

  it('offers every topic while nothing is typed', () => {
    expect(rankNames(names, '')).toHaveLength(5)
    expect(rankNames(names, '').at(-1)).toBe('__rental')
  })
})
