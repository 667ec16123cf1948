import type { Histogram, HistogramMark } from '@sluice/shared/messages-histogram'
import { Info } from 'lucide-react'
import { heightPower, type StripBucket } from '#charts/time-strip-geometry.ts'
import { classNames } from '#lib/class-names.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { formatDuration } from '../status-words.ts'

/** Always true of such topics, and no cause to look closer. */
const USUAL: readonly HistogramMark['code'][] = ['create-time', 'compacted']
const MISSING_SHOWN = 4

interface StripAboutProps {
  histogram: Histogram
  buckets: readonly StripBucket[]
}

/** What the bars are based on, and what must be known to read them. */
export function StripAbout({ histogram, buckets }: StripAboutProps) {
  const { t } = useText()
  const { marks, missing, lookups, elapsedMs, lastBy } = histogram
  const remarkable = missing.length > 0 || marks.some(({ code }) => !USUAL.includes(code))
  const sentences = [
    t('histogram.basis', { lookups: formatCount(lookups), time: formatDuration(elapsedMs) }),
    t('histogram.upperBound'),
    ...marks.map((mark) => markWords(mark, t)),
    ...(lastBy === 'bisection' ? [t('histogram.lastBisected')] : []),
    t('histogram.legend'),
    ...(heightPower(buckets) < 1 ? [t('histogram.scale')] : []),
  ]
  const label = t(remarkable ? 'histogram.aboutMarked' : 'histogram.about')
  return (
    <Popover
      label={label}
      align="end"
      trigger={
        <IconButton
          label={label}
          className={classNames('!size-6', remarkable && '!text-attention')}
          icon={<Info aria-hidden="true" className="size-3.5" />}
        />
      }
    >
      <div className="flex max-w-96 flex-col gap-1.5 text-meta">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        {missing.length > 0 && <p className="text-trouble">{missingWords(histogram, t)}</p>}
      </div>
    </Popover>
  )
}

function markWords({ code, count }: HistogramMark, t: Translate): string {
  const amount = { count: formatCount(count ?? '0') }
  switch (code) {
    case 'compacted':
      return t('histogram.markCompacted')
    case 'create-time':
      return t('histogram.markCreateTime')
    case 'moved':
      return t('histogram.markMoved')
    case 'untimed':
      return t('histogram.markUntimed', amount)
    case 'future':
      return t('histogram.markFuture', amount)
    case 'coarse':
      return t('histogram.markCoarse')
  }
}

function missingWords({ missing }: Histogram, t: Translate): string {
  const named = missing
    .slice(0, MISSING_SHOWN)
    .map(
      ({ topic, partition, message }) =>
        `${partition === null ? topic : `${topic}/${partition}`} (${message})`,
    )
  const more = missing.length - named.length
  return t('histogram.missing', {
    list: [...named, ...(more > 0 ? [t('histogram.missingMore', { count: more })] : [])].join(', '),
  })
}
