import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { type BucketRange, moveByKey, type RangeChoice, rangeOf } from './range-choice.ts'
import { bucketAt, type TimeSpan } from './time-strip-geometry.ts'

/** Less than this is a click that trembled. */
const DRAG_PX = 4

interface RangeChoiceHandlers {
  /** The bucket under the pointer or the keyboard's cursor. */
  cursor: number | null
  /** What is being chosen. */
  chosen: BucketRange | null
  onPointerDown: (event: PointerEvent<HTMLElement>) => void
  onPointerMove: (event: PointerEvent<HTMLElement>) => void
  onPointerUp: (event: PointerEvent<HTMLElement>) => void
  onPointerLeave: () => void
  onPointerCancel: () => void
  onKeyDown: (event: KeyboardEvent<HTMLElement>) => void
  onBlur: () => void
}

interface Choosing {
  cursor: number | null
  choice: RangeChoice | null
  /** Where the pointer went down; null: it is up. */
  downAt: number | null
}

const NOTHING: Choosing = { cursor: null, choice: null, downAt: null }

/** Chooses a range of buckets by dragging, or by arrows with shift and Enter; Escape lets go of it. */
export function useRangeChoice(
  buckets: readonly TimeSpan[],
  onRange: (range: BucketRange) => void,
): RangeChoiceHandlers {
  const [state, setState] = useState(NOTHING)
  const { cursor, choice, downAt } = state
  const place = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    return bucketAt(width === 0 ? 0 : (event.clientX - left) / width, buckets)
  }
  return {
    cursor: cursor !== null && cursor < buckets.length ? cursor : null,
    chosen: choice && rangeOf(choice),
    onPointerDown: (event) => {
      if (event.button !== 0 || buckets.length === 0) return
      event.currentTarget.setPointerCapture(event.pointerId)
      setState({ cursor: place(event), choice: null, downAt: event.clientX })
    },
    onPointerMove: (event) => {
      const at = place(event)
      const drags = downAt !== null && (choice !== null || Math.abs(event.clientX - downAt) >= DRAG_PX)
      if (!drags) return setState({ ...state, cursor: at })
      setState({ ...state, cursor: at, choice: { anchor: choice?.anchor ?? cursor ?? at, at } })
    },
    onPointerUp: () => {
      if (downAt === null) return
      setState({ cursor, choice: null, downAt: null })
      if (choice !== null) onRange(rangeOf(choice))
    },
    onPointerLeave: () => downAt === null && setState({ ...state, cursor: null }),
    onPointerCancel: () => setState(NOTHING),
    onKeyDown: (event) => {
      if (event.key === 'Escape' && (choice !== null || downAt !== null)) setState({ ...NOTHING, cursor })
      else if (event.key === 'Enter' && (choice !== null || cursor !== null)) {
        setState(NOTHING)
        onRange(choice ? rangeOf(choice) : { first: cursor ?? 0, last: cursor ?? 0 })
      } else {
        const moved = moveByKey(event.key, event.shiftKey, state, buckets.length)
        if (moved === null) return
        setState({ ...moved, downAt: null })
      }
      // Escape would stop the scan, and arrows would move through the list.
      event.preventDefault()
      event.stopPropagation()
    },
    onBlur: () => setState(NOTHING),
  }
}
