import { type KeyboardEvent, type MouseEvent, type PointerEvent, useState } from 'react'
import type { StripBucket } from '#charts/time-strip-geometry.ts'
import type { PlayEngine, PlaySpan } from '#lib/play-engine.ts'

interface ScrubInput {
  engine: PlayEngine
  span: PlaySpan
  buckets: readonly StripBucket[]
  /** The bucket that the clock stands in. */
  here: number
  onRange: (span: PlaySpan) => void
}

const STEPS: Readonly<Record<string, number>> = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }

/** A press or a drag takes the clock along; shift and a drag choose a stretch; arrows go from bar to bar. */
export function useScrub({ engine, span, buckets, here, onRange }: ScrubInput) {
  const [choosing, setChoosing] = useState<PlaySpan | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const timeOf = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const part = width === 0 ? 0 : Math.min(Math.max((event.clientX - left) / width, 0), 1)
    return span.from + part * (span.to - span.from)
  }
  return {
    /** The stretch that is being chosen, and the time under the pointer. */
    choosing: choosing && ordered(choosing),
    pointed,
    handlers: {
      // A press moves the clock and nothing else: the arrows still step from event to event after it.
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return
        event.currentTarget.setPointerCapture(event.pointerId)
        const time = timeOf(event)
        if (event.shiftKey) setChoosing({ from: time, to: time })
        else engine.seek(time)
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        const time = timeOf(event)
        setPointed(time)
        if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
        if (choosing) setChoosing({ ...choosing, to: time })
        else engine.seek(time)
      },
      onPointerUp: () => {
        if (choosing === null) return
        setChoosing(null)
        const { from, to } = ordered(choosing)
        if (to - from >= 1) onRange({ from: Math.floor(from), to: Math.ceil(to) })
      },
      onPointerCancel: () => setChoosing(null),
      onPointerLeave: () => setPointed(null),
      onKeyDown: (event: KeyboardEvent<HTMLElement>) => {
        const step = STEPS[event.key]
        const bucket = buckets[Math.min(Math.max(here + (step ?? 0), 0), buckets.length - 1)]
        if (step === undefined || event.shiftKey || bucket === undefined) return
        engine.seek(bucket.from)
        event.preventDefault()
        event.stopPropagation()
      },
    },
  }
}

function ordered({ from, to }: PlaySpan): PlaySpan {
  return { from: Math.min(from, to), to: Math.max(from, to) }
}
