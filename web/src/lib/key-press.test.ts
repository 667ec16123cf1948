import { describe, expect, it } from 'vitest'
import { keyEvent } from './key-event.fixture.ts'
import { type KeyLike, keyPress, showKeys } from './key-press.ts'

const press = (over: Partial<KeyLike>): string | null => keyPress(keyEvent('', over))

describe('keyPress', () => {
  it('reads a Latin letter whatever its place on the keyboard', () => {
    expect(press({ key: 'j', code: 'KeyJ' })).toBe('j')
    expect(press({ key: 'g', code: 'KeyU' })).toBe('g')
  })

  it('reads the place of the key under a Hangul layout', () => {
    expect(press({ key: 'ㅓ', code: 'KeyJ' })).toBe('j')
    expect(press({ key: 'ㅎ', code: 'KeyG' })).toBe('g')
    expect(press({ key: 'ㅏ', code: 'KeyK', ctrlKey: true })).toBe('mod+k')
    expect(press({ key: 'Process', code: 'KeyK', keyCode: 229 })).toBe('k')
  })

  it('never answers while a word is being composed', () => {
    expect(press({ key: 'ㅓ', code: 'KeyJ', isComposing: true })).toBeNull()
    expect(press({ key: 'Enter', code: 'Enter', keyCode: 229 })).toBeNull()
  })

  it('names modifiers once', () => {
    expect(press({ key: '?', code: 'Slash', shiftKey: true })).toBe('?')
    expect(press({ key: 'J', code: 'KeyJ', shiftKey: true })).toBe('shift+j')
    expect(press({ key: 'k', code: 'KeyK', metaKey: true })).toBe('mod+k')
    expect(press({ key: 'Enter', code: 'Enter', shiftKey: true })).toBe('shift+enter')
    expect(press({ key: 'Shift', code: 'ShiftLeft', shiftKey: true })).toBeNull()
  })
})

describe('showKeys', () => {
  it('writes keys as they stand on the keyboard at hand', () => {
    expect(showKeys('mod+k', true)).toBe('⌘K')
    expect(showKeys('mod+k', false)).toBe('Ctrl K')
    expect(showKeys('g t', false)).toBe('g t')
    expect(showKeys('home', false)).toBe('Home')
    expect(showKeys('?', true)).toBe('?')
    expect(showKeys('escape', true)).toBe('Esc')
    expect(showKeys('shift+enter', false)).toBe('Shift ↵')
  })
})
