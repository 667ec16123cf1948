import { FIND_PARTS, type Find, findsEverywhere } from '@sluice/shared/messages-find'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LookedAt } from './looked-at.tsx'
import type { ScanSnapshot } from './message-store.ts'

interface NoMatchesProps {
  snapshot: ScanSnapshot
  query: MessagesQuery
  find: Find
  onQuery: (part: Partial<MessagesQuery>) => void
  onContinue: () => void
}

/** A search without a find: where it looked, whether that was all, and each way to look further. */
export function NoMatches({ snapshot, query, find, onQuery, onContinue }: NoMatchesProps) {
  const { t } = useText()
  const { next } = snapshot
  const bounded = (query.start.kind !== 'newest' && query.start.kind !== 'oldest') || query.end !== null
  return (
    <EmptyState title={titleOf(snapshot, find, t)} reason={<LookedAt snapshot={snapshot} />}>
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
      {!findsEverywhere(find) && (
        <Button onClick={() => onQuery({ find: { ...find, in: FIND_PARTS } })}>{t('find.widenParts')}</Button>
      )}
      {find.exactCase && (
        <Button onClick={() => onQuery({ find: { ...find, exactCase: false } })}>
          {t('find.widenCase')}
        </Button>
      )}
      {find.bytes && (
        <Button onClick={() => onQuery({ find: { ...find, bytes: false } })}>{t('find.widenBytes')}</Button>
      )}
      {query.isolation === 'read_committed' && (
        <Button onClick={() => onQuery({ isolation: 'read_uncommitted' })}>
          {t('messages.showUncommitted')}
        </Button>
      )}
      <Button onClick={() => onQuery({ find: null })}>{t('find.clear')}</Button>
    </EmptyState>
  )
}

function titleOf(snapshot: ScanSnapshot, find: Find, t: ReturnType<typeof useText>['t']): string {
  const text = shortened(find.text)
  return snapshot.endReason === 'end' ? t('find.noneTitle', { text }) : t('find.noneYetTitle', { text })
}

const SHOWN_CHARS = 60

function shortened(text: string): string {
  return text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text
}
