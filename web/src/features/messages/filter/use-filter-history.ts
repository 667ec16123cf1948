import { useRef } from 'react'
import { readHistory } from './filter-history.ts'

interface Recall {
  list: readonly string[]
  /** −1 is what was typed. */
  at: number
  typed: string
  shown: string
}

export interface FilterHistory {
  /** The filter run before the one shown; null where there is none. */
  earlier: () => string | null
  later: () => string | null
}

/** Goes through earlier filters, and back to what was typed; typing on begins anew. */
export function useFilterHistory(text: string): FilterHistory {
  const recall = useRef<Recall | null>(null)
  const step = (by: number): string | null => {
    const now = recall.current
    const from =
      now !== null && now.shown === text ? now : { list: readHistory(), at: -1, typed: text, shown: text }
    const at = from.at + by
    const shown = at === -1 ? from.typed : from.list[at]
    if (shown === undefined || at < -1) return null
    recall.current = { ...from, at, shown }
    return shown
  }
  return { earlier: () => step(1), later: () => step(-1) }
}
