import type { ScanRange } from '@sluice/shared/messages'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { TopicMark } from '#ui/topic-mark.tsx'
import type { ScanSnapshot } from './message-store.ts'
import { isAcross } from './place-words.ts'
import { coverageWords } from './status-words.ts'

const RANGES_SHOWN = 6

/** Where a search without a find looked, and how far it came. */
export function LookedAt({
  snapshot: { open, totals, pace, endReason },
}: {
  snapshot: ScanSnapshot
}): ReactNode {
  const { t } = useText()
  const ranges = open?.ranges ?? []
  const several = isAcross(open)
  const complete = endReason === 'end'
  return (
    <>
      <p>
        {t('find.lookedAt', {
          records: formatCount(totals.records),
          partitions: ranges.length,
        })}
      </p>
      {!complete && pace !== null && <p>{coverageWords(pace, t)}</p>}
      {complete && several && <Topics ranges={ranges} />}
      {complete && !several && (
        <ul className="mt-1 tabular-nums">
          {ranges.slice(0, RANGES_SHOWN).map(({ topic, partition, start, end }) => (
            <li key={`${topic}/${partition}`}>
              {start === end
                ? t('find.rangeEmpty', { partition })
                : t('find.range', {
                    partition,
                    start: formatCount(start),
                    end: formatCount(BigInt(end) - 1n),
                  })}
            </li>
          ))}
          {ranges.length > RANGES_SHOWN && (
            <li>{t('messages.nonePartitionsMore', { count: ranges.length - RANGES_SHOWN })}</li>
          )}
        </ul>
      )}
    </>
  )
}

/** Of several topics the sums say enough; by partition it stands on the status line. */
function Topics({ ranges }: { ranges: readonly ScanRange[] }) {
  const { t } = useText()
  const topics = [...Map.groupBy(ranges, ({ topic }) => topic)]
  return (
    <ul className="mt-1 tabular-nums">
      {topics.slice(0, RANGES_SHOWN).map(([topic, partitions]) => {
        const offsets = partitions.reduce((sum, { start, end }) => sum + BigInt(end) - BigInt(start), 0n)
        return (
          <li key={topic} className="flex max-w-lg gap-2">
            <TopicMark topic={topic} />
            <span className="shrink-0">
              {t('across.lookedAt', {
                partitions: partitions.length,
                count: offsets,
                text: formatCount(offsets),
              })}
            </span>
          </li>
        )
      })}
      {topics.length > RANGES_SHOWN && (
        <li>{t('across.andMore', { count: topics.length - RANGES_SHOWN })}</li>
      )}
    </ul>
  )
}
