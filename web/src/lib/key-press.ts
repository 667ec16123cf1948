export type KeyLike = Pick<
  KeyboardEvent,
  'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'isComposing' | 'keyCode'
>

const BY_CODE: Record<string, [plain: string, shifted: string]> = {
  Slash: ['/', '?'],
  BracketLeft: ['[', '{'],
  BracketRight: [']', '}'],
  Period: ['.', '>'],
  Comma: [',', '<'],
}

/**
 * A key press as text: `j`, `?`, `mod+k`, `shift+j`, `enter`, or null where it is not one (a word being composed, a
 * modifier alone). A layout without Latin letters answers by the key's place, so `j` is `j` under 한글 as well; a
 * Latin layout of another order (Dvorak) answers by its letter.
 */
export function keyPress(event: KeyLike): string | null {
  if (event.isComposing || (event.keyCode === 229 && event.key !== 'Process')) return null
  const key = baseKey(event)
  if (key === null) return null
  const mod = event.ctrlKey || event.metaKey ? 'mod+' : ''
  const alt = event.altKey ? 'alt+' : ''
  // A shifted sign ("?") already says that shift was held; a letter or a named key does not.
  const shift = event.shiftKey && /^[a-z]+$/.test(key) ? 'shift+' : ''
  return mod + alt + shift + key
}

function baseKey({ key, code, shiftKey }: KeyLike): string | null {
  if (key === 'Control' || key === 'Meta' || key === 'Alt' || key === 'Shift' || key === 'Dead') return null
  if (key === ' ') return 'space'
  if (/^[\x21-\x7e]$/.test(key)) return key.toLowerCase()
  if ([...key].length > 1 && key !== 'Process') return key.toLowerCase()
  if (code.startsWith('Key')) return code.slice(3).toLowerCase()
  if (code.startsWith('Digit')) return code.slice(5)
  return BY_CODE[code]?.[shiftKey ? 1 : 0] ?? null
}

/** Whether a press belongs to the text being written at its target and to nothing else. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName)
}

/** Keys as people read them: `mod+k` is ⌘K on Apple's keyboards and Ctrl K elsewhere. */
export function showKeys(keys: string, apple: boolean): string {
  return keys
    .split(' ')
    .map((press) =>
      press
        .replace('mod+', apple ? '⌘' : 'Ctrl ')
        .replace('alt+', apple ? '⌥' : 'Alt ')
        .replace('shift+', apple ? '⇧' : 'Shift ')
        .replace(/^(home|end)$/, (name) => (name === 'home' ? 'Home' : 'End'))
        .replace('arrowdown', '↓')
        .replace('arrowup', '↑')
        .replace('arrowleft', '←')
        .replace('arrowright', '→')
        .replace('enter', '↵')
        .replace('escape', 'Esc')
        .replace(/(^|[⌘⌥⇧ ])([a-z])$/, (_, lead: string, letter: string) =>
          press.length === 1 ? letter : lead + letter.toUpperCase(),
        ),
    )
    .join(' ')
}

export const isApple = (): boolean => /Mac|iPhone|iPad/.test(navigator.platform)
