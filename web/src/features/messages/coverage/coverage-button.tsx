import { ListChecks } from 'lucide-react'
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
  const several = new Set(list.map(({ topic }) => topic)).size > 1
  const shown = list.length <= SHOWN ? list : list.toSorted((a, b) => coveredPercent(a) - coveredPercent(b))
  const more = list.length - SHOWN
  return (
    <>
      <h2 className="px-1 pb-1.5 font-medium text-meta">{t('coverage.title')}</h2>
      <table className="text-right text-meta tabular-nums">
        <thead className="text-ink-muted">
          <tr className="[&>th]:border-hairline [&>th]:border-b [&>th]:px-2 [&>th]:pb-1 [&>th]:font-normal">
            {several && <th className="text-left">{t('coverage.topic')}</th>}
            <th className="text-left">{t('messages.columnPartition')}</th>
            <th>{t('coverage.seen')}</th>
            <th>{t('coverage.range')}</th>
            <th>{t('coverage.share')}</th>
          </tr>
        </thead>
        <tbody>
          {shown.slice(0, SHOWN).map((covered) => (
            <CoveredRow key={`${covered.topic}/${covered.partition}`} covered={covered} several={several} />
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

function CoveredRow({ covered, several }: { covered: Covered; several: boolean }) {
  const { t } = useText()
  const { topic, partition, start, end, seen } = covered
  const percent = coveredPercent(covered)
  return (
    <tr className="[&>td]:px-2 [&>td]:py-0.5">
      {several && (
        <td className="max-w-56 text-left">
          <TopicMark topic={topic} />
        </td>
      )}
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
