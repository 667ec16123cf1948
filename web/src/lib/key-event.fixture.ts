import type { KeyLike } from './key-press.ts'

/** A press of one key without modifiers, as far as `over` says nothing else. */
export function keyEvent(key: string, over: Partial<KeyLike> = {}): KeyLike {
  const modifiers = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
  return { key, code: '', ...modifiers, isComposing: false, keyCode: 0, ...over }
}
