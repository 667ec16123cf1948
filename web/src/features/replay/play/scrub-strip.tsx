import { type KeyboardEvent, type PointerEvent, useEffect, useMemo, useRef, useState } from 'react'
import { TimeStripBars } from '#charts/time-strip-bars.tsx'
import { bucketAt, fractionOfTime, type StripBucket } from '#charts/time-strip-geometry.ts'
import { timeTicks } from '#charts/time-ticks.ts'
import { useWidth } from '#charts/use-width.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import type { PlayEngine, PlaySpan } from '#lib/play-engine.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import type { PlayRange } from './play-range.ts'
import { scrubBuckets } from './scrub-buckets.ts'
import { useCalmSnapshot } from './use-snapshot.ts'

interface ScrubStripProps {
  engine: PlayEngine
  range: PlayRange
  /** A part of the range was chosen. */
  onRange: (span: PlaySpan) => void
}

const BARS_PX = 20
const TICK_PX = 92
const BEAT_MS = 200

/** The whole range by time, with the clock in it: a press or a drag takes it elsewhere, shift and a drag choose a part. */
export function ScrubStrip({ engine, range, onRange }: ScrubStripProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const box = useRef<HTMLDivElement>(null)
  const hand = useRef<HTMLSpanElement>(null)
  const width = useWidth(box)
  const { loaded } = useCalmSnapshot(engine, BEAT_MS)
  const at = Math.floor(engine.now())
  const plain = useMemo(() => scrubBuckets(range), [range])
  const here = bucketAt(shareOf(at, range.span), plain)
  const buckets = useMemo(() => played(plain, here), [plain, here])
  const [choosing, setChoosing] = useState<{ from: number; to: number } | null>(null)
  const [pointed, setPointed] = useState<number | null>(null)
  const ticks = useMemo(
    () => timeTicks(range.span.from, range.span.to, zone, Math.floor(width / TICK_PX)),
    [range, zone, width],
  )

  useEffect(() => {
    const move = () => {
      const part = shareOf(engine.now(), range.span)
      if (hand.current) hand.current.style.transform = `translateX(${part * width}px)`
    }
    move()
    return engine.subscribe(move)
  }, [engine, range, width])

  const timeOf = (event: PointerEvent<HTMLElement>) => {
    const { left, width: wide } = event.currentTarget.getBoundingClientRect()
    const part = wide === 0 ? 0 : Math.min(Math.max((event.clientX - left) / wide, 0), 1)
    return range.span.from + part * (range.span.to - range.span.from)
  }
  const onPointerDown = (event: PointerEvent<HTMLElement>) => {
    if (event.button !== 0) return
    event.currentTarget.setPointerCapture(event.pointerId)
    const time = timeOf(event)
    if (event.shiftKey) setChoosing({ from: time, to: time })
    else engine.seek(time)
  }
  const onPointerMove = (event: PointerEvent<HTMLElement>) => {
    const time = timeOf(event)
    setPointed(time)
    if (!event.currentTarget.hasPointerCapture(event.pointerId)) return
    if (choosing) setChoosing({ ...choosing, to: time })
    else engine.seek(time)
  }
  const onPointerUp = () => {
    if (choosing === null) return
    setChoosing(null)
    const [from, to] = [Math.min(choosing.from, choosing.to), Math.max(choosing.from, choosing.to)]
    if (to - from >= 1) onRange({ from: Math.floor(from), to: Math.ceil(to) })
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, PageUp: -10, PageDown: 10 }[event.key]
    if (step === undefined || event.shiftKey) return
    const bucket = plain[Math.min(Math.max(here + step, 0), plain.length - 1)]
    if (bucket === undefined) return
    engine.seek(bucket.from)
    event.preventDefault()
    event.stopPropagation()
  }
  const words = (ms: number, bucket: StripBucket | undefined) => {
    const instant = formatInstant(ms, zone)
    const count = bucket?.count ?? 0n
    return t('play.scrubAt', {
      time: instant === null ? String(ms) : `${instant.date} ${instant.time.slice(0, 8)}`,
      count: t('play.bars', { count: Number(count), text: formatCount(count) }),
    })
  }
  const place = (ms: number) => `${(shareOf(ms, range.span) * 100).toFixed(3)}%`
  return (
    <div className="shrink-0 border-hairline border-b px-3 pt-1 pb-px">
      <div
        ref={box}
        role="slider"
        tabIndex={0}
        aria-label={t('play.scrub')}
        aria-description={t('play.scrubHint')}
        aria-valuemin={range.span.from}
        aria-valuemax={range.span.to}
        aria-valuenow={at}
        aria-valuetext={words(at, plain[here])}
        data-tip={undefined}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={() => setChoosing(null)}
        onPointerLeave={() => setPointed(null)}
        onKeyDown={onKeyDown}
        className="relative h-[34px] min-w-0 cursor-col-resize touch-none select-none rounded-sm"
      >
        {ticks.map(({ ms, label }) => (
          <span
            key={ms}
            aria-hidden="true"
            className="-translate-x-1/2 absolute top-0 whitespace-nowrap text-[11px] text-ink-faint tabular-nums leading-3"
            style={{ left: `clamp(1.2rem, ${place(ms)}, calc(100% - 1.2rem))` }}
          >
            {label}
          </span>
        ))}
        <svg
          aria-hidden="true"
          width={width}
          height={BARS_PX}
          className="absolute bottom-[2px] left-0 overflow-visible"
        >
          <TimeStripBars buckets={buckets} width={width} height={BARS_PX} />
        </svg>
        <span
          aria-hidden="true"
          className="absolute bottom-0 h-[2px] bg-accent/60"
          style={{ left: place(loaded.from), right: `calc(100% - ${place(loaded.to)})` }}
        />
        {choosing && (
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 border-accent border-x bg-accent/15"
            style={{
              left: place(Math.min(choosing.from, choosing.to)),
              right: `calc(100% - ${place(Math.max(choosing.from, choosing.to))})`,
            }}
          />
        )}
        <span ref={hand} aria-hidden="true" className="pointer-events-none absolute inset-y-0 left-0">
          <span className="-left-px absolute inset-y-0 w-[2px] bg-accent" />
          <span className="-left-[5px] absolute top-[3px] size-[10px] rounded-full border-2 border-surface bg-accent" />
        </span>
        {pointed !== null && (
          <Tip
            text={words(pointed, plain[bucketAt(shareOf(pointed, range.span), plain)])}
            at={shareOf(pointed, range.span)}
          />
        )}
      </div>
    </div>
  )
}

function Tip({ text, at }: { text: string; at: number }) {
  const shift = at < 0.12 ? '0' : at > 0.88 ? '-100%' : '-50%'
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute top-full z-30 mt-1 w-max whitespace-pre rounded-md border border-hairline bg-surface-raised px-2 py-1 text-ink text-meta tabular-nums shadow-lift"
      style={{ left: `${at * 100}%`, transform: `translateX(${shift})` }}
    >
      {text}
    </span>
  )
}

function shareOf(ms: number, { from, to }: PlaySpan): number {
  return fractionOfTime(ms, [{ from, to }])
}

/** What the clock has passed is filled; what is still to come is hatched. */
function played(buckets: readonly StripBucket[], here: number): StripBucket[] {
  return buckets.map((bucket, index) => ({ ...bucket, scanned: index < here ? bucket.count : 0n }))
}
