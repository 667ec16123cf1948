import type { Message } from '@sluice/shared/messages'
import { useEffect, useRef, useState } from 'react'

interface Tally {
  add(message: Message): void
}

/** A part of a frame: the page answers keys while rows are counted. */
const SLICE_MS = 8
const ROWS_AT_ONCE = 50

/** Looks through the loaded rows beside what the page does, and through those that come while it is used. */
export function useRowPass<T extends Tally>(
  rows: readonly Message[],
  count: number,
  make: () => T,
): { tally: T; done: number; complete: boolean } {
  const pass = useRef<{ tally: T; rows: readonly Message[]; make: () => T; done: number } | null>(null)
  if (pass.current === null || pass.current.rows !== rows || pass.current.make !== make) {
    pass.current = { tally: make(), rows, make, done: 0 }
  }
  const current = pass.current
  const [, redraw] = useState(0)

  useEffect(() => {
    if (current.done >= count) return
    const timer = setTimeout(() => {
      const until = performance.now() + SLICE_MS
      while (current.done < count && performance.now() < until) {
        const end = Math.min(current.done + ROWS_AT_ONCE, count)
        for (; current.done < end; current.done++) {
          const row = current.rows[current.done]
          if (row !== undefined) current.tally.add(row)
        }
      }
      redraw((times) => times + 1)
    })
    return () => clearTimeout(timer)
  })
  return { tally: current.tally, done: current.done, complete: current.done >= count }
}
