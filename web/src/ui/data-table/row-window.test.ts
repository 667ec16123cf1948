import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { rowWindow, type ScrollPlace, scrollTopFor } from './row-window.ts'

const at = (scrollTopPx: number, over: Partial<ScrollPlace> = {}): ScrollPlace => ({
  scrollTopPx,
  viewPx: 728,
  headPx: 28,
  rowPx: 28,
  count: 10_000,
  ...over,
})

describe('rowWindow', () => {
  it('draws what is seen and ten rows around it', () => {
    expect(rowWindow(at(0))).toEqual({ first: 0, end: 35 })
    expect(rowWindow(at(28_000))).toEqual({ first: 990, end: 1035 })
    expect(rowWindow(at(10_000 * 28 - 700))).toEqual({ first: 9965, end: 10_000 })
  })

  it('draws nothing of an empty list and stays inside one that became shorter', () => {
    expect(rowWindow(at(0, { count: 0 }))).toEqual({ first: 0, end: 0 })
    expect(rowWindow(at(50_000, { count: 5 }))).toEqual({ first: 5, end: 5 })
  })
})

describe('scrollTopFor', () => {
  it('does not move for a row in view', () => {
    expect(scrollTopFor(10, at(0))).toBe(0)
    expect(scrollTopFor(24, at(0))).toBe(0)
  })

  it('moves no further than needed, so that the row ends up wholly in view', () => {
    fc.assert(
      fc.property(fc.nat(9_999), fc.nat(280_000), (index, scrollTopPx) => {
        const place = at(scrollTopPx)
        const next = scrollTopFor(index, place)
        const seen = place.viewPx - place.headPx
        expect(index * 28).toBeGreaterThanOrEqual(next)
        expect((index + 1) * 28).toBeLessThanOrEqual(next + seen)
        const before = index * 28 >= scrollTopPx && (index + 1) * 28 <= scrollTopPx + seen
        if (before) expect(next).toBe(scrollTopPx)
      }),
    )
  })

  it('shows the top of a row that is higher than the box', () => {
    expect(scrollTopFor(3, at(0, { viewPx: 40 }))).toBe(84)
  })
})
