import type { Message } from '@sluice/shared/messages'
import { useEffect, useRef, useState } from 'react'

interface Tally {
  add(message: Message): void
}

interface Pass<T> {
  tally: T
  rows: readonly Message[]
  make: () => T
  done: number
}

/** A part of a frame: the page answers keys while rows are counted. */
const SLICE_MS = 8
const ROWS_AT_ONCE = 50
/** What was counted so far is shown this often: putting it in order takes time as well. */
const SHOW_MS = 150

/** Looks through the loaded rows beside what the page does, and through those that come while it is used. */
export function useRowPass<T extends Tally>(
  rows: readonly Message[],
  count: number,
  make: () => T,
): { tally: T; done: number; complete: boolean } {
  const pass = useRef<Pass<T> | null>(null)
  if (pass.current === null || pass.current.rows !== rows || pass.current.make !== make) {
    pass.current = { tally: make(), rows, make, done: 0 }
  }
  const current = pass.current
  const [, setShown] = useState(0)

  useEffect(() => {
    if (current.done >= count) return
    let shownMs = performance.now()
    let timer = setTimeout(function slice() {
      addSlice(current, count)
      const complete = current.done >= count
      if (complete || performance.now() - shownMs > SHOW_MS) {
        shownMs = performance.now()
        setShown(current.done)
      }
      if (!complete) timer = setTimeout(slice)
    })
    return () => clearTimeout(timer)
  }, [current, count])
  return { tally: current.tally, done: current.done, complete: current.done >= count }
}

function addSlice<T extends Tally>(pass: Pass<T>, count: number): void {
  const until = performance.now() + SLICE_MS
  while (pass.done < count && performance.now() < until) {
    const end = Math.min(pass.done + ROWS_AT_ONCE, count)
    for (; pass.done < end; pass.done++) {
      const row = pass.rows[pass.done]
      if (row !== undefined) pass.tally.add(row)
    }
  }
}
