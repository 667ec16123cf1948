import { useEffect, useMemo, useRef } from 'react'
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
import { useScrub } from './use-scrub.ts'
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
  const { choosing, pointed, handlers } = useScrub({
    engine,
    span: range.span,
    buckets: plain,
    here,
    onRange,
  })
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
        {...handlers}
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
            style={{ left: place(choosing.from), right: `calc(100% - ${place(choosing.to)})` }}
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
