const KEY = 'sluice.filters'
const KEPT_MAX = 50

/** Filters that were run on this browser, the latest first. */
export function readHistory(): string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]')
    return Array.isArray(kept) ? kept.filter((one) => typeof one === 'string').slice(0, KEPT_MAX) : []
  } catch {
    // A browser that refuses storage, or what another version kept: there is no history then.
    return []
  }
}

export function remember(filter: string): void {
  const kept = [filter, ...readHistory().filter((one) => one !== filter)].slice(0, KEPT_MAX)
  try {
    localStorage.setItem(KEY, JSON.stringify(kept))
  } catch {
    // Nothing depends on it.
  }
}
