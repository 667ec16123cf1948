import { useVirtualizer, type VirtualItem } from '@tanstack/react-virtual'
import { type RefObject, useRef } from 'react'

interface Lines {
  scroller: RefObject<HTMLDivElement | null>
  items: VirtualItem[]
  /** Space above the first drawn line and of all lines together. */
  topPx: number
  totalPx: number
  /** Give it to each line where lines differ in height, together with `data-index`. */
  measure: (element: Element | null) => void
  scrollTo: (index: number) => void
}

/**
 * The lines of a long text that are on the screen. They lie in the normal flow below `topPx`, so that the widest of
 * them sets how far the view scrolls sideways.
 */
export function useLines(count: number, linePx: number): Lines {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => linePx,
    overscan: 8,
  })
  const items = virtualizer.getVirtualItems()
  return {
    scroller,
    items,
    topPx: items[0]?.start ?? 0,
    totalPx: virtualizer.getTotalSize(),
    measure: virtualizer.measureElement,
    scrollTo: (index) => virtualizer.scrollToIndex(index, { align: 'auto' }),
  }
}
