import type { MessagesQuery } from '@sluice/shared/messages-link'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LookedAt } from '../looked-at.tsx'
import type { ScanSnapshot } from '../message-store.ts'

interface NoFilterMatchesProps {
  snapshot: ScanSnapshot
  query: MessagesQuery
  onQuery: (part: Partial<MessagesQuery>) => void
  onContinue: () => void
}

/** A filter that nothing satisfied: where it was asked, on how many messages it failed, and each way to look further. */
export function NoFilterMatches({ snapshot, query, onQuery, onContinue }: NoFilterMatchesProps) {
  const { t } = useText()
  const { next, endReason, totals } = snapshot
  const bounded = (query.start.kind !== 'newest' && query.start.kind !== 'oldest') || query.end !== null
  const failed = totals.filterErrors
  return (
    <EmptyState
      title={t(endReason === 'end' ? 'cel.noneTitle' : 'cel.noneYetTitle')}
      reason={
        <>
          <LookedAt snapshot={snapshot} />
          {failed > 0 && (
            <p className="mt-2 text-attention">
              {t('cel.failedOn', { count: failed, text: formatCount(failed) })}
            </p>
          )}
        </>
      }
    >
      {next !== null && (
        <Button look="primary" onClick={onContinue}>
          {t('find.continue')}
        </Button>
      )}
      {bounded && (
        <Button onClick={() => onQuery({ start: { kind: 'newest' }, end: null })}>
          {t('find.widenLog')}
        </Button>
      )}
      {query.partitions !== null && (
        <Button onClick={() => onQuery({ partitions: null })}>{t('messages.showAll')}</Button>
      )}
      {query.find !== null && (
        <Button onClick={() => onQuery({ find: null })}>{t('lookup.withoutText')}</Button>
      )}
      <Button onClick={() => onQuery({ cel: null })}>{t('cel.drop')}</Button>
    </EmptyState>
  )
}
