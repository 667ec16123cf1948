import { describe, expect, it } from 'vitest'
import type { KeyLike } from '#lib/key-press.ts'
import { moveActive } from './grid-keys.ts'

const key = (text: string, over: Partial<KeyLike> = {}): KeyLike => ({
  key: text,
  code: '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  ...over,
})

describe('moveActive', () => {
  it('moves by row, page and to the ends', () => {
    const move = (text: string) => moveActive(key(text), 50, 100, 20)
    expect([move('j'), move('ArrowDown')]).toEqual([51, 51])
    expect([move('k'), move('ArrowUp')]).toEqual([49, 49])
    expect([move('PageDown'), move('PageUp')]).toEqual([70, 30])
    expect([move('Home'), move('End')]).toEqual([0, 99])
  })

  it('stays inside the list', () => {
    expect(moveActive(key('k'), 0, 100, 20)).toBe(0)
    expect(moveActive(key('PageDown'), 95, 100, 20)).toBe(99)
    expect(moveActive(key('j'), 0, 0, 20)).toBeNull()
  })

  it('works under a Hangul layout and leaves other keys alone', () => {
    expect(moveActive(key('ㅓ', { code: 'KeyJ' }), 0, 10, 5)).toBe(1)
    expect(moveActive(key('x'), 0, 10, 5)).toBeNull()
    expect(moveActive(key('j', { ctrlKey: true }), 0, 10, 5)).toBeNull()
  })
})
