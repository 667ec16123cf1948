/** What the table needs to know of its scroll place: every row has the same height, so the rest is arithmetic. */
export interface ScrollPlace {
  scrollTopPx: number
  /** Height of the scrolled box, its sticky head included. */
  viewPx: number
  headPx: number
  rowPx: number
  count: number
}

export interface RowWindow {
  first: number
  /** The row after the last. */
  end: number
}

/** Rows drawn beyond what is seen, so that a short scroll shows no gap. */
const OVERSCAN = 10

/** The rows to draw at a scroll place. */
export function rowWindow({ scrollTopPx, viewPx, headPx, rowPx, count }: ScrollPlace): RowWindow {
  const first = Math.floor(scrollTopPx / rowPx) - OVERSCAN
  const end = Math.ceil((scrollTopPx + Math.max(viewPx - headPx, 0)) / rowPx) + OVERSCAN
  return { first: Math.min(Math.max(first, 0), count), end: Math.min(Math.max(end, 0), count) }
}

/** The scroll place that brings a row into view with the least movement. */
export function scrollTopFor(index: number, place: ScrollPlace): number {
  const { scrollTopPx, viewPx, headPx, rowPx } = place
  const top = index * rowPx
  const lowest = top + rowPx - Math.max(viewPx - headPx, rowPx)
  if (top < scrollTopPx) return top
  return Math.max(lowest, scrollTopPx)
}
