import { X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { placeWords } from '../place-words.ts'
import { missedOffsets, type TailGap } from './tail-gaps.ts'
import type { Live } from './use-live.ts'

/** Named in the line itself; all of them on hover. */
const RANGES_SHOWN = 2

/** What passed by while there was no connection, one line a gap, and the way to have it after all. */
export function GapNotes({ live }: { live: Live }) {
  return live.tail.gaps.map((gap) => <GapNote key={gap.id} gap={gap} live={live} />)
}

function GapNote({ gap, live }: { gap: TailGap; live: Live }) {
  const { t } = useText()
  const zone = useTimeZone()
  const { store } = live
  const time = (ms: number) => formatInstant(ms, zone)?.time.slice(0, 8) ?? ''
  const missed = missedOffsets(gap)
  const several = (live.tail.open?.topics.length ?? 1) > 1
  const ranges = gap.ranges.map(({ topic, partition, from, to }) => {
    const place = placeWords({ topic: several ? topic : null, partition }, t)
    return t('tail.gapRange', { place, from: formatCount(from), to: formatCount(to - 1n) })
  })
  const more = ranges.length - RANGES_SHOWN
  const shown = [...ranges.slice(0, RANGES_SHOWN), ...(more > 0 ? [t('tail.gapMore', { count: more })] : [])]
  return (
    <section className="flex shrink-0 items-center gap-2 border-hairline border-b bg-attention-soft px-3 py-1 text-meta tabular-nums">
      <StateMark tone="attention" />
      <p className="min-w-0 truncate" data-tip={ranges.slice(0, 40).join('\n')}>
        {t('tail.gap', { from: time(gap.fromMs), to: time(gap.toMs) })}{' '}
        <span className="font-medium">
          {t('tail.gapOffsets', { count: Number(missed), text: formatCount(missed) })}
        </span>{' '}
        <span className="text-ink-muted">({shown.join('; ')})</span>
        {gap.filled > 0 && <> {t('tail.gapFilled', { text: formatCount(gap.filled) })}</>}
        {gap.state === 'failed' && <span className="text-trouble"> {t('tail.gapFailed')}</span>}
      </p>
      <Button
        className="ml-auto !h-6"
        disabled={gap.state === 'filling' || live.tail.phase !== 'running'}
        onClick={() => void store.fill(gap.id)}
      >
        {t(
          gap.state === 'filling' ? 'tail.gapFilling' : gap.filled > 0 ? 'tail.gapFillMore' : 'tail.gapFill',
        )}
      </Button>
      <IconButton
        label={t('tail.gapDismiss')}
        className="!size-6"
        icon={<X aria-hidden="true" className="size-3.5" />}
        onClick={() => store.dismiss(gap.id)}
      />
    </section>
  )
}
