import { type KeyLike, keyPress } from '#lib/key-press.ts'

/** Where a key takes the active row: its new index, or null for a key that moves nothing. */
export function moveActive(event: KeyLike, active: number, count: number, perPage: number): number | null {
  const press = keyPress(event)
  const target = press === null ? null : targetOf(press, active, count, perPage)
  return target === null || count === 0 ? null : Math.min(Math.max(target, 0), count - 1)
}

function targetOf(press: string, active: number, count: number, perPage: number): number | null {
  switch (press) {
    case 'j':
    case 'arrowdown':
      return active + 1
    case 'k':
    case 'arrowup':
      return active - 1
    case 'pagedown':
      return active + perPage
    case 'pageup':
      return active - perPage
    case 'home':
    case 'mod+home':
      return 0
    case 'end':
    case 'mod+end':
      return count - 1
    default:
      return null
  }
}
