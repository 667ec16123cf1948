import type { BucketRange } from '#charts/range-choice.ts'
import type { StripBucket } from '#charts/time-strip-geometry.ts'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'

/** Some buckets in words: their times, how many messages, how much of it was looked at, what was found. */
export function bucketWords(
  buckets: readonly StripBucket[],
  { first, last }: BucketRange,
  { zone, filtered }: { zone: string; filtered: boolean },
  t: Translate,
): string {
  const chosen = buckets.slice(first, last + 1)
  const [low, high] = [chosen[0], chosen.at(-1)]
  if (low === undefined || high === undefined) return ''
  const sum = (pick: (bucket: StripBucket) => bigint) => chosen.reduce((total, one) => total + pick(one), 0n)
  const count = sum((one) => one.count)
  const inRange = sum((one) => one.inRange)
  const found = chosen.reduce((total, one) => total + one.found, 0)
  const known = chosen.every((one) => one.scanned !== null)
  return [
    t('histogram.span', spanTexts(low.from, high.to, zone)),
    t('histogram.count', { count: Number(count), text: formatCount(count) }),
    ...(count > 0n && inRange === 0n ? [t('histogram.outside')] : []),
    ...(known && inRange > 0n
      ? [
          t('histogram.scanned', {
            percent: percentOf(
              sum((one) => one.scanned ?? 0n),
              inRange,
            ),
          }),
        ]
      : []),
    ...(filtered && found > 0 ? [t('histogram.found', { text: formatCount(found) })] : []),
  ].join('\n')
}

/** `2026-11-21 19:00` and `19:15`: the day once, and no zeros that say nothing. */
export function spanTexts(from: number, to: number, zone: string): { from: string; to: string } {
  const [low, high] = [formatInstant(from, zone), formatInstant(to, zone)]
  if (low === null || high === null) return { from: String(from), to: String(to) }
  const day = low.date === high.date ? '' : `${high.date} `
  return { from: `${low.date} ${short(low.time)}`, to: `${day}${short(high.time)}` }
}

function short(time: string): string {
  return time.replace(/\.000$/, '').replace(/^(\d{2}:\d{2}):00$/, '$1')
}

/** Whole per cent; all and nothing only where it is that. */
export function percentOf(part: bigint, whole: bigint): string {
  if (whole === 0n) return '0'
  const percent = (part * 100n) / whole
  return percent === 0n && part > 0n ? '<1' : `${percent}`
}
