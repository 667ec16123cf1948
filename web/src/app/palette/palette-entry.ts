/** Something the palette can do: go to a place, or act. */
export interface PaletteEntry {
  id: string
  label: string
  /** The label came from Kafka. */
  mono: boolean
  /** Keys that do the same. */
  keys: string | null
  run: () => void
}

export interface PaletteGroup {
  id: 'places' | 'topics' | 'groups' | 'actions'
  label: string
  items: PaletteEntry[]
}

/** The topics or groups for a search, likeliest first: what begins with it, then by name, Kafka's own topics last. */
export function rankNames(names: readonly string[], search: string): string[] {
  const wanted = search.trim().toLowerCase()
  const rank = (name: string): number => {
    const lower = name.toLowerCase()
    if (!lower.includes(wanted)) return Number.POSITIVE_INFINITY
    if (wanted !== '' && lower.startsWith(wanted)) return 0
    return lower.startsWith('__') ? 2 : 1
  }
  return names
    .map((name) => ({ name, rank: rank(name) }))
    .filter((found) => found.rank !== Number.POSITIVE_INFINITY)
    .sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : 1))
    .map(({ name }) => name)
}

/** Keeps the entries that have every word of the search in their label, in any order. */
export function matchEntries(entries: readonly PaletteEntry[], search: string): PaletteEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ label }) => {
    const text = label.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
