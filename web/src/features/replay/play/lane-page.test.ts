import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextAnchor } from './lane-anchor.ts'
import { eventsAt, laneHeightOf, placeMarks } from './lane-marks.ts'
import { FOLD_PX, layOutPage, timeAt, xOf } from './lane-page.ts'

const eventsOf = (times: readonly number[]) =>
  times.map((at) => ({ at, lateMs: 0, message: { topic: 't' } }) as never)
const RANGE = { from: 0, to: 100_000 }

function pageOf(times: readonly number[], anchor = { at: 0, x: 100 }, gapMs: number | null = 1000) {
  const events = eventsOf(times)
  return layOutPage({ events, loaded: RANGE, range: RANGE, anchor, width: 1000, pxPerMs: 0.1, gapMs })
}

describe('layOutPage', () => {
  it('draws a pause short, with a little of it on both sides in the scale of the rest', () => {
    const page = pageOf([0, 500, 60_500, 61_000])
    const fold = page.stretches.find((stretch) => stretch.fold)
    expect(fold).toMatchObject({ from: 700, to: 60_300, x: 170, width: FOLD_PX })
    expect(xOf(page, 500)).toBe(150)
    expect(xOf(page, 60_500)).toBe(170 + FOLD_PX + 20)
  })

  it('draws no fold where nothing is folded', () => {
    expect(pageOf([0, 60_000], undefined, null).stretches.some(({ fold }) => fold)).toBe(false)
  })

  it('fills its width without a hole, times growing from left to right, its anchor where it was put', () => {
    const times = fc.array(fc.integer({ min: 0, max: 99_000 }), { maxLength: 60 })
    const anchors = fc.record({
      at: fc.integer({ min: 0, max: 99_999 }),
      x: fc.integer({ min: 0, max: 1000 }),
    })
    fc.assert(
      fc.property(times, anchors, (list, anchor) => {
        const page = pageOf(
          [...list].sort((a, b) => a - b),
          anchor,
        )
        let [x, time] = [page.stretches[0]?.x ?? 0, page.stretches[0]?.from ?? 0]
        expect(x).toBeLessThanOrEqual(0.001)
        for (const stretch of page.stretches) {
          expect(stretch.x).toBeCloseTo(x, 6)
          expect(stretch.from).toBeCloseTo(time, 6)
          expect(stretch.to).toBeGreaterThanOrEqual(stretch.from)
          x = stretch.x + stretch.width
          time = stretch.to
        }
        expect(x).toBeGreaterThanOrEqual(999.999)
        const within = page.stretches.find(({ from, to, fold }) => fold && anchor.at > from && anchor.at < to)
        if (within === undefined) expect(xOf(page, anchor.at)).toBeCloseTo(anchor.x, 6)
      }),
    )
  })

  it('finds the time of a place, and the place of a time', () => {
    const page = pageOf([0, 500, 60_500, 61_000])
    for (const at of [0, 321, 700, 30_000, 60_700]) expect(timeAt(page, xOf(page, at))).toBeCloseTo(at, 3)
  })
})

describe('nextAnchor', () => {
  const page = pageOf([], { at: 0, x: 0 }, null)
  const turn = (at: number, jumped = false) => nextAnchor(page, { at, jumped, range: RANGE })

  it('keeps the page while the clock is well within it', () => {
    expect(turn(5000)).toBeNull()
    expect(turn(5000, true)).toBeNull()
  })

  it('turns it before the clock comes to its edge, on and back', () => {
    expect(turn(9800)).toMatchObject({ at: 9800, part: 0.06 })
    expect(
      nextAnchor(pageOf([], { at: 20_000, x: 0 }, null), { at: 19_000, jumped: true, range: RANGE })?.part,
    ).toBe(0.9)
  })

  it('shows some of both sides after a jump, and only what follows at the start', () => {
    expect(turn(80_000, true)?.part).toBe(0.33)
    expect(
      nextAnchor(pageOf([], { at: 90_000, x: 0 }, null), { at: 0, jumped: true, range: RANGE })?.part,
    ).toBe(0.06)
  })
})

describe('placeMarks', () => {
  const laneHeight = laneHeightOf(8)
  const place = (times: readonly number[]) => {
    const [page, events] = [pageOf(times), eventsOf(times)]
    return { page, marks: placeMarks({ page, events, laneOf: () => 1, laneHeight }) }
  }

  it('puts events of one moment above one another, within their lane', () => {
    const { marks } = place([100, 100, 100])
    expect(marks.marks.map(({ x }) => x)).toEqual([110, 110, 110])
    const heights = marks.marks.map(({ y }) => y)
    expect(new Set(heights).size).toBe(3)
    for (const y of heights) expect(Math.floor(y / laneHeight)).toBe(1)
  })

  it('makes a heap of more than can be told apart, and finds each under the pointer', () => {
    const { page, marks } = place([...Array(10).fill(100), 5000])
    expect(marks.heaps).toHaveLength(1)
    expect(eventsAt(marks, { x: 110, y: laneHeight * 1.5 }, laneHeight)).toHaveLength(10)
    expect(eventsAt(marks, { x: xOf(page, 5000), y: laneHeight * 1.5 }, laneHeight)).toHaveLength(1)
    expect(eventsAt(marks, { x: 400, y: laneHeight * 1.5 }, laneHeight)).toHaveLength(0)
  })
})
