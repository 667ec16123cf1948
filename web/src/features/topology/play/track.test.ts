import { describe, expect, it } from 'vitest'
import { edgeCurve } from '../scene/edge-curve.ts'
import { placeOn, trackOf } from './track.ts'

describe('a line that things travel along', () => {
  const track = trackOf(
    edgeCurve(
      [
        { x: 0, y: 0 },
        { x: 100, y: 80 },
        { x: 200, y: 0 },
      ],
      false,
    ),
  )
  const at = (share: number) => {
    const place = { x: 0, y: 0 }
    placeOn(track, share, place)
    return place
  }

  it('begins and ends where the line does, also beyond its ends', () => {
    expect([at(0), at(-1)]).toEqual([at(0), at(0)])
    expect(at(0)).toEqual({ x: 0, y: 0 })
    expect(at(1)).toEqual({ x: 200, y: 0 })
    expect(at(2)).toEqual({ x: 200, y: 0 })
  })

  it('is gone along at an even pace', () => {
    const steps = Array.from({ length: 50 }, (_, step) => at(step / 50))
    const lengths = steps.slice(1).map((place, step) => {
      const before = steps[step] ?? place
      return Math.hypot(place.x - before.x, place.y - before.y)
    })
    const mean = track.length / 50
    for (const length of lengths) expect(Math.abs(length - mean)).toBeLessThan(mean * 0.15)
  })

  it('of no length is one place', () => {
    const none = trackOf([])
    const place = { x: 5, y: 5 }
    placeOn(none, 0.5, place)
    expect(place).toEqual({ x: 0, y: 0 })
  })
})
