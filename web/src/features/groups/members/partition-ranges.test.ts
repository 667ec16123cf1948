import { describe, expect, it } from 'vitest'
import { partitionRanges } from './partition-ranges.ts'

describe('partitions in few words', () => {
  it.each([
    [[], ''],
    [[4], '4'],
    [[3, 0, 1, 2, 7], '0–3, 7'],
    [[1, 1, 2], '1–2'],
    [[0, 2, 4], '0, 2, 4'],
  ])('%j reads %s', (partitions, text) => {
    expect(partitionRanges(partitions)).toBe(text)
  })
})
