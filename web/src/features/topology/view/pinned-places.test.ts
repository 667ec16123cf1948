import { describe, expect, it } from 'vitest'
import type { Pins } from '../layout/layout-types.ts'
import { withPlace } from './pinned-places.ts'

describe('places that a person gave', () => {
  it('are whole pixels, the newest last, and no more than can be kept', () => {
    let places: Pins = new Map()
    for (let at = 0; at < 520; at++) places = withPlace(places, `n${at}`, { x: at + 0.4, y: 1 })
    places = withPlace(places, 'n100', { x: 7, y: 7 })
    expect(places.size).toBe(500)
    expect([...places.keys()].at(-1)).toBe('n100')
    expect(places.get('n519')).toEqual({ x: 519, y: 1 })
    expect(places.has('n0')).toBe(false)
  })
})
