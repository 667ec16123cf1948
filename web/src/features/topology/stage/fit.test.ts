import { describe, expect, it } from 'vitest'
import { seenBox } from '../paint/painter.ts'
import { fitView, revealing, transformOf, viewOf } from './fit.ts'

const SIZE = { width: 1000, height: 600 }

describe('what the window shows', () => {
  it('holds all of what is fitted', () => {
    const box = { left: -300, top: 50, width: 4000, height: 900 }
    const seen = seenBox(transformOf(fitView(box, SIZE), SIZE), SIZE)
    expect(seen.left).toBeLessThan(box.left)
    expect(seen.left + seen.width).toBeGreaterThan(box.left + box.width)
    expect(seen.top).toBeLessThan(box.top)
  })

  it('does not blow up one node, nor fail on none', () => {
    expect(fitView({ left: 0, top: 0, width: 200, height: 90 }, SIZE).k).toBeLessThan(1.2)
    expect(
      Number.isFinite(fitView({ left: 0, top: 0, width: 0, height: 0 }, { width: 0, height: 0 }).k),
    ).toBe(true)
  })

  it('is the same view there and back', () => {
    const view = { x: 12, y: -30, k: 0.5 }
    expect(viewOf(transformOf(view, SIZE), SIZE)).toEqual(view)
  })

  it('moves only for what is out of sight', () => {
    const view = { x: 0, y: 0, k: 1 }
    expect(revealing(view, { left: -50, top: -50, width: 100, height: 100 }, SIZE)).toBeNull()
    const moved = revealing(view, { left: 600, top: 0, width: 100, height: 100 }, SIZE)
    expect(moved?.x).toBeGreaterThan(200)
    expect(moved?.y).toBe(0)
  })
})
