import { useQuery } from '@tanstack/react-query'
import { type PointerEvent, useMemo, useRef } from 'react'
import type { BucketRange } from '#charts/range-choice.ts'
import { TimeStrip } from '#charts/time-strip.tsx'
import { bucketAt, type StripBucket } from '#charts/time-strip-geometry.ts'
import { histogramQuery } from '#features/messages/messages.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { isTimed, msOf, NOW } from './moment.ts'
import { PointHandle } from './point-handle.tsx'
import { timeText } from './point-words.ts'
import type { StateLink } from './state-link.ts'
import { stripOf } from './strip-model.ts'

interface PointStripProps {
  cluster: string
  topic: string
  link: StateLink
  /** When the state was read: what `now` and `ago` meant. */
  readAt: number
  onLink: (part: Partial<StateLink>) => void
}

const NONE: readonly StripBucket[] = []
/** Less than this is a click that trembled. */
const DRAG_PX = 4

/** When messages came, and where the points stand in that: a drag chooses both, a press the one that is shown. */
export function PointStrip({ cluster, topic, link, readAt, onLink }: PointStripProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const asked = useMemo(() => ({ topic, isolation: 'read_committed' as const }), [topic])
  const { data } = useQuery(histogramQuery(cluster, asked, `state ${readAt}`))
  const { at, base } = link
  const places = { at: msOf(at, readAt), base: msOf(base, readAt) }
  const buckets = useMemo(
    () => (data ? stripOf(data, { at: msOf(at, readAt), base: msOf(base, readAt) }) : NONE),
    [data, at, base, readAt],
  )
  const downAt = useRef<number | null>(null)
  if (buckets.length === 0) return null

  const describe = ({ first, last }: BucketRange) => {
    const chosen = buckets.slice(first, last + 1)
    const count = chosen.reduce((sum, bucket) => sum + bucket.count, 0n)
    return t('state.stripBucket', {
      from: timeText(chosen[0]?.from ?? 0, zone),
      to: timeText(chosen.at(-1)?.to ?? 0, zone),
      count: formatCount(count),
    })
  }
  const choose = ({ first, last }: BucketRange) => {
    const time = (ms: number) => ({ kind: 'time' as const, ms })
    const [from, to] = [buckets[first]?.from ?? 0, buckets[last]?.to ?? 0]
    onLink(first === last ? { at: time(to) } : { base: time(from), at: time(to), kinds: null })
  }
  const onPointerDown = (event: PointerEvent) => {
    downAt.current = event.button === 0 ? event.clientX : null
  }
  const onPointerUp = (event: PointerEvent<HTMLElement>) => {
    const still = downAt.current !== null && Math.abs(event.clientX - downAt.current) < DRAG_PX
    downAt.current = null
    if (!still || event.target instanceof HTMLButtonElement) return
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const index = bucketAt((event.clientX - left) / Math.max(width, 1), buckets)
    choose({ first: index, last: index })
  }
  return (
    <section
      aria-label={t('state.stripLabel')}
      className="flex h-[35px] shrink-0 border-hairline border-b px-3 pt-1"
    >
      <div
        className="relative flex min-w-0 flex-1"
        onPointerDownCapture={onPointerDown}
        onPointerUpCapture={onPointerUp}
      >
        <TimeStrip
          id="state-strip"
          label={t('state.stripLabel')}
          hint={t('state.stripHint')}
          buckets={buckets}
          zone={zone}
          describe={describe}
          onRange={choose}
          onReset={() => onLink({ at: NOW, base: null, kinds: null })}
        />
        {isTimed(base) && places.base !== null && (
          <PointHandle
            label={t('state.handleBase')}
            look="base"
            ms={places.base}
            buckets={buckets}
            onMs={(ms) => onLink({ base: { kind: 'time', ms } })}
          />
        )}
        {places.at !== null && (
          <PointHandle
            label={t('state.handleAt')}
            look="at"
            ms={places.at}
            buckets={buckets}
            onMs={(ms) => onLink({ at: { kind: 'time', ms } })}
          />
        )}
      </div>
    </section>
  )
}
