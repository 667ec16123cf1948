import { ListChecks } from 'lucide-react'
import { Fragment } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import type { ScanSnapshot } from '../message-store.ts'
import { type Covered, coveredPercent } from './scan-coverage.ts'

/** More lines than this nobody reads; those that are not done come first. */
const SHOWN = 200

/** Which offsets of each partition were looked at, on demand. */
export function CoverageButton({ snapshot: { coverage } }: { snapshot: ScanSnapshot }) {
  const { t } = useText()
  const { list } = coverage
  if (list.length === 0) return null
  return (
    <Popover
      label={t('coverage.title')}
      side="top"
      trigger={
        <IconButton
          label={t('coverage.title')}
          icon={<ListChecks aria-hidden="true" className="size-3.5" />}
          className="!size-6 shrink-0"
        />
      }
    >
      <CoverageTable list={list} />
    </Popover>
  )
}

function CoverageTable({ list }: { list: readonly Covered[] }) {
  const { t } = useText()
  const shown = list.length <= SHOWN ? list : list.toSorted((a, b) => coveredPercent(a) - coveredPercent(b))
  const byTopic = Map.groupBy(shown.slice(0, SHOWN), ({ topic }) => topic)
  const several = list.some(({ topic }) => topic !== list[0]?.topic)
  const more = list.length - SHOWN
  return (
    <>
      <h2 className="px-1 pb-1.5 font-medium text-meta">{t('coverage.title')}</h2>
      <table className="text-right text-meta tabular-nums">
        <thead className="text-ink-muted">
          <tr className="[&>th]:whitespace-nowrap [&>th]:border-hairline [&>th]:border-b [&>th]:px-2 [&>th]:pb-1 [&>th]:font-normal">
            <th className="text-left">{t('messages.columnPartition')}</th>
            <th>{t('coverage.seen')}</th>
            <th>{t('coverage.range')}</th>
            <th>{t('coverage.share')}</th>
          </tr>
        </thead>
        <tbody>
          {[...byTopic].map(([topic, partitions]) => (
            <Fragment key={topic}>
              {several && (
                <tr>
                  <th colSpan={4} className="max-w-0 px-2 pt-1.5 text-left font-normal">
                    <TopicMark topic={topic} />
                  </th>
                </tr>
              )}
              {partitions.map((covered) => (
                <CoveredRow key={covered.partition} covered={covered} />
              ))}
            </Fragment>
          ))}
        </tbody>
      </table>
      {more > 0 && (
        <p className="px-2 pt-1 text-ink-muted text-meta">
          {t('coverage.more', { count: more, text: formatCount(more) })}
        </p>
      )}
    </>
  )
}

function CoveredRow({ covered }: { covered: Covered }) {
  const { t } = useText()
  const { partition, start, end, seen } = covered
  const percent = coveredPercent(covered)
  return (
    <tr className="[&>td]:whitespace-nowrap [&>td]:px-2 [&>td]:py-0.5">
      <td className="text-left">{partition}</td>
      <td>{seen === null || seen.from === seen.to ? '—' : span(seen.from, seen.to)}</td>
      <td className="text-ink-muted">{start >= end ? t('coverage.empty') : span(start, end)}</td>
      <td>
        <span className="inline-flex items-center gap-2">
          <span aria-hidden="true" className="h-1 w-14 overflow-hidden rounded bg-accent-soft">
            <span style={{ width: `${percent}%` }} className="block h-full bg-accent" />
          </span>
          <span className="w-9">{`${percent}\u202f%`}</span>
        </span>
      </td>
    </tr>
  )
}

/** First and last offset, as a person counts them. */
function span(from: bigint, to: bigint): string {
  return `${formatCount(from)} – ${formatCount(to - 1n)}`
}
