import { type KeyboardEvent, type PointerEvent, useState } from 'react'
import { fractionOfTime, type StripBucket } from '#charts/time-strip-geometry.ts'
import { classNames } from '#lib/class-names.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { timeText } from './point-words.ts'
import { nextEdge, timeAt } from './strip-model.ts'

interface PointHandleProps {
  label: string
  /** The point that is shown, or the one that it is compared with. */
  look: 'at' | 'base'
  ms: number
  buckets: readonly StripBucket[]
  onMs: (ms: number) => void
}

/** A point on the strip: dragged, or moved by arrows from bucket to bucket and set with Enter. */
export function PointHandle({ label, look, ms, buckets, onMs }: PointHandleProps) {
  const zone = useTimeZone()
  const [moved, setMoved] = useState<number | null>(null)
  const shown = moved ?? ms
  const give = () => {
    setMoved(null)
    if (moved !== null && moved !== ms) onMs(moved)
  }
  const timeUnder = (event: PointerEvent<HTMLElement>) => {
    const { left = 0, width = 1 } = event.currentTarget.parentElement?.getBoundingClientRect() ?? {}
    return timeAt((event.clientX - left) / Math.max(width, 1), buckets)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = ({ ArrowLeft: -1, ArrowRight: 1 } as const)[event.key as 'ArrowLeft']
    if (step !== undefined) setMoved(nextEdge(shown, step, buckets))
    else if (event.key === 'Enter') give()
    else if (event.key === 'Escape' && moved !== null) setMoved(null)
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  return (
    <button
      type="button"
      role="slider"
      aria-label={label}
      aria-valuemin={buckets[0]?.from ?? 0}
      aria-valuemax={buckets.at(-1)?.to ?? 0}
      aria-valuenow={shown}
      aria-valuetext={timeText(shown, zone)}
      data-tip={`${label}\n${timeText(shown, zone)}`}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={(event) =>
        event.currentTarget.hasPointerCapture(event.pointerId) && setMoved(timeUnder(event))
      }
      onPointerUp={give}
      onPointerCancel={() => setMoved(null)}
      onKeyDown={onKeyDown}
      onBlur={give}
      className="absolute top-0 bottom-0 z-10 w-[9px] -translate-x-1/2 cursor-ew-resize touch-none"
      style={{ left: `${(fractionOfTime(shown, buckets) * 100).toFixed(3)}%` }}
    >
      <span
        className={classNames(
          'pointer-events-none absolute inset-y-0 left-1/2 -translate-x-1/2',
          look === 'at' ? 'w-[2px] bg-accent' : 'border-accent border-l-2 border-dotted',
        )}
      />
      <span
        className={classNames(
          'pointer-events-none absolute top-0 left-1/2 size-[7px] -translate-x-1/2 rounded-full border-2 border-accent',
          look === 'at' ? 'bg-accent' : 'bg-surface',
        )}
      />
    </button>
  )
}
