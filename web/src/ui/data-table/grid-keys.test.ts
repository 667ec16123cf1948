import { describe, expect, it } from 'vitest'
import { keyEvent } from '#lib/key-event.fixture.ts'
import { moveActive } from './grid-keys.ts'

describe('moveActive', () => {
  it('moves by row, page and to the ends', () => {
    const move = (text: string) => moveActive(keyEvent(text), 50, 100, 20)
    expect([move('j'), move('ArrowDown')]).toEqual([51, 51])
    expect([move('k'), move('ArrowUp')]).toEqual([49, 49])
    expect([move('PageDown'), move('PageUp')]).toEqual([70, 30])
    expect([move('Home'), move('End')]).toEqual([0, 99])
  })

  it('stays inside the list', () => {
    expect(moveActive(keyEvent('k'), 0, 100, 20)).toBe(0)
    expect(moveActive(keyEvent('PageDown'), 95, 100, 20)).toBe(99)
    expect(moveActive(keyEvent('j'), 0, 0, 20)).toBeNull()
  })

  it('works under a Hangul layout and leaves other keys alone', () => {
    expect(moveActive(keyEvent('ㅓ', { code: 'KeyJ' }), 0, 10, 5)).toBe(1)
    expect(moveActive(keyEvent('x'), 0, 10, 5)).toBeNull()
    expect(moveActive(keyEvent('j', { ctrlKey: true }), 0, 10, 5)).toBeNull()
  })
})
