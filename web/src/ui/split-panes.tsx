import { type KeyboardEvent, type PointerEvent, type ReactNode, useEffect, useRef, useState } from 'react'

interface SplitPanesProps {
  /** Names the remembered width. */
  id: string
  children: ReactNode
  /** The inspector at the right; null leaves the whole width to the work. */
  side: ReactNode | null
  /** Spoken name of the divider. */
  resizeLabel: string
  /** How wide the side is until somebody moves the divider; left out, as an inspector of records. */
  startPx?: number
}

const MIN_PX = 280
const WORK_MIN_PX = 360
const START_PX = 460
/** Of a narrow window, so that the list keeps more than the inspector. */
const START_SHARE = 0.38
const STEP_PX = 24

const startWidth = (): number =>
  Math.max(MIN_PX, Math.min(START_PX, Math.round(window.innerWidth * START_SHARE)))

function readWidth(id: string, start: number): number {
  try {
    const width = Number(localStorage.getItem(`sluice.width.${id}`))
    return Number.isFinite(width) && width >= MIN_PX ? width : start
  } catch {
    return start
  }
}

function keepWidth(id: string, width: number): void {
  try {
    localStorage.setItem(`sluice.width.${id}`, String(Math.round(width)))
  } catch {
    // A width that cannot be kept is only asked for again; nothing else depends on it.
  }
}

/** Work and inspector side by side; the divider moves by pointer and by arrow keys, and its place is remembered. */
export function SplitPanes({ id, children, side, resizeLabel, startPx }: SplitPanesProps) {
  const [width, setWidth] = useState(() => readWidth(id, startPx ?? startWidth()))
  const box = useRef<HTMLDivElement>(null)
  const open = side !== null
  const wasOpen = useRef(open)
  useEffect(() => {
    // The focus that went with the inspector returns to the list, so that the keys go on from there.
    if (wasOpen.current && !open && document.activeElement === document.body) {
      box.current?.querySelector<HTMLElement>('[data-keys="grid"]')?.focus({ preventScroll: true })
    }
    wasOpen.current = open
  }, [open])

  const largest = () => Math.max(MIN_PX, (box.current?.clientWidth ?? START_PX * 2) - WORK_MIN_PX)
  const resize = (next: number, keep: boolean) => {
    const bounded = Math.min(Math.max(next, MIN_PX), largest())
    setWidth(bounded)
    if (keep) keepWidth(id, bounded)
  }
  const fromPointer = (event: PointerEvent) =>
    (box.current?.getBoundingClientRect().right ?? 0) - event.clientX

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowLeft: STEP_PX, ArrowRight: -STEP_PX }[event.key]
    if (step === undefined) return
    event.preventDefault()
    resize(width + step, true)
  }

  return (
    <div ref={box} className="flex h-full min-h-0 min-w-0">
      <div className="min-w-0 flex-1">{children}</div>
      {open && (
        <>
          <div
            role="separator"
            aria-orientation="vertical"
            aria-label={resizeLabel}
            aria-valuenow={Math.round(width)}
            aria-valuemin={MIN_PX}
            tabIndex={0}
            onKeyDown={onKeyDown}
            onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
            onPointerMove={(event) =>
              event.currentTarget.hasPointerCapture(event.pointerId) && resize(fromPointer(event), false)
            }
            onPointerUp={(event) => resize(fromPointer(event), true)}
            className="relative w-px shrink-0 cursor-col-resize touch-none bg-hairline before:absolute before:inset-y-0 before:-left-1 before:w-[9px] before:content-[''] hover:bg-accent focus-visible:bg-accent"
          />
          <div className="min-w-0 shrink-0 overflow-hidden bg-surface-raised" style={{ width }}>
            {side}
          </div>
        </>
      )}
    </div>
  )
}
