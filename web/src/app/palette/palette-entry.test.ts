import { describe, expect, it } from 'vitest'
import { matchEntries, type PaletteEntry } from './palette-entry.ts'

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
