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
  id: 'places' | 'topics' | 'actions'
  label: string
  items: PaletteEntry[]
}

/** Keeps the entries that have every word of the search in their label, in any order. */
export function matchEntries(entries: readonly PaletteEntry[], search: string): PaletteEntry[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean)
  return entries.filter(({ label }) => {
    const text = label.toLowerCase()
    return words.every((word) => text.includes(word))
  })
}
