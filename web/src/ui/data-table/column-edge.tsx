import { type PointerEvent, useRef } from 'react'
import { cellsOf, fittingPx } from './cell-width.ts'

interface ColumnEdgeProps {
  column: string
  onResize: (column: string, px: number | null) => void
}

/** The right edge of a header: drag it to resize, double-click to fit. By key: Shift with the arrows on the header. */
export function ColumnEdge({ column, onResize }: ColumnEdgeProps) {
  const drag = useRef<{ fromX: number; fromPx: number } | null>(null)
  const begin = (event: PointerEvent<HTMLElement>) => {
    const head = event.currentTarget.parentElement
    if (event.button !== 0 || head === null) return
    event.preventDefault()
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { fromX: event.clientX, fromPx: head.getBoundingClientRect().width }
  }
  const move = (event: PointerEvent) => {
    if (drag.current === null) return
    const { fromX, fromPx } = drag.current
    if (event.clientX !== fromX) onResize(column, fromPx + event.clientX - fromX)
  }
  return (
    <span
      aria-hidden="true"
      onPointerDown={begin}
      onPointerMove={move}
      onLostPointerCapture={() => {
        drag.current = null
      }}
      onDoubleClick={(event) => {
        const head = event.currentTarget.parentElement
        if (head !== null) onResize(column, fittingPx(cellsOf(head)))
      }}
      className="absolute inset-y-0 right-0 w-2 cursor-col-resize touch-none after:absolute after:inset-y-1.5 after:right-0 after:w-px after:bg-hairline after:content-[''] hover:after:inset-y-0 hover:after:bg-accent active:after:inset-y-0 active:after:bg-accent"
    />
  )
}
