const KEY = 'sluice.who'

/** How the person of this browser called themselves last. */
export function readOwnName(): string {
  try {
    return localStorage.getItem(KEY) ?? ''
  } catch {
    return ''
  }
}

export function keepOwnName(name: string): void {
  try {
    localStorage.setItem(KEY, name)
  } catch {
    // Then it is asked for again the next time; nothing else depends on it.
  }
}
