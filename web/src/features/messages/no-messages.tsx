import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { emptyReason } from './empty-reason.ts'
import type { ScanSnapshot } from './message-store.ts'
import { isAcross, placeWords } from './place-words.ts'

interface NoMessagesProps {
  snapshot: ScanSnapshot
  query: MessagesQuery
  onQuery: (part: Partial<MessagesQuery>) => void
}

const RANGES_SHOWN = 6

/** A scan without a row: why, what there is instead, and the way to it. */
export function NoMessages({ snapshot, query, onQuery }: NoMessagesProps) {
  const { t } = useText()
  const reason = emptyReason(snapshot)
  const newest = (
    <Button look="primary" onClick={() => onQuery({ start: { kind: 'newest' } })}>
      {t('messages.showNewest')}
    </Button>
  )
  const oldest = (
    <Button onClick={() => onQuery({ start: { kind: 'oldest' } })}>{t('messages.showOldest')}</Button>
  )
  const toLogEnd = query.end !== null && (
    <Button onClick={() => onQuery({ end: null })}>{t('range.toLogEnd')}</Button>
  )
  const all = query.partitions !== null && (
    <Button onClick={() => onQuery({ partitions: null })}>{t('messages.showAll')}</Button>
  )
  switch (reason.kind) {
    case 'topic-empty':
      return (
        <EmptyState
          title={isAcross(snapshot.open) ? t('across.noneEmptyTitle') : t('messages.noneEmptyTitle')}
          reason={
            reason.removed === 0n
              ? isAcross(snapshot.open)
                ? t('across.noneNever')
                : t('messages.noneNever')
              : t('messages.noneRemoved', { count: formatCount(reason.removed) })
          }
        >
          {all}
        </EmptyState>
      )
    case 'missing':
      return <EmptyState title={t('messages.noneMissingTitle')} reason={<Faults snapshot={snapshot} />} />
    case 'held':
      return (
        <EmptyState title={t('messages.noneHeldTitle')} reason={t('messages.noneHeld')}>
          <Button look="primary" onClick={() => onQuery({ isolation: 'all' })}>
            {t('messages.showUncommitted')}
          </Button>
        </EmptyState>
      )
    default:
      return (
        <EmptyState title={titles(t)[reason.kind]} reason={<Ranges snapshot={snapshot} />}>
          {newest}
          {oldest}
          {toLogEnd}
          {all}
        </EmptyState>
      )
  }
}

const titles = (t: ReturnType<typeof useText>['t']) => ({
  'beyond-end': t('messages.noneBeyondTitle'),
  'no-later': t('messages.noneLaterTitle'),
  none: t('messages.noneTitle'),
})

function Ranges({ snapshot: { open, totals } }: { snapshot: ScanSnapshot }): ReactNode {
  const { t } = useText()
  const ranges = open?.ranges ?? []
  const several = isAcross(open)
  return (
    <>
      {totals.records > 0 && <p>{t('messages.noneReason', { records: formatCount(totals.records) })}</p>}
      <ul className="mt-1 tabular-nums">
        {ranges.slice(0, RANGES_SHOWN).map(({ topic, partition, logStart, logEnd }) => (
          <li key={`${topic}/${partition}`}>
            {several && `${topic}: `}
            {logStart === logEnd
              ? t('messages.noneRangeEmpty', { partition })
              : t('messages.noneRange', {
                  partition,
                  start: formatCount(logStart),
                  end: formatCount(BigInt(logEnd) - 1n),
                })}
          </li>
        ))}
        {ranges.length > RANGES_SHOWN && (
          <li>{t('messages.nonePartitionsMore', { count: ranges.length - RANGES_SHOWN })}</li>
        )}
      </ul>
    </>
  )
}

function Faults({ snapshot: { open, missing } }: { snapshot: ScanSnapshot }): ReactNode {
  const { t } = useText()
  const several = isAcross(open)
  return (
    <ul>
      {missing.slice(0, RANGES_SHOWN).map(({ topic, partition, message }) => (
        <li key={`${topic}/${partition}`}>
          {placeWords({ topic: several || partition === null ? topic : null, partition }, t)}: {message}
        </li>
      ))}
    </ul>
  )
}
