import { isTyped, type KeyFind } from '@sluice/shared/messages-key-find'
import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { LookedAt } from '../looked-at.tsx'
import type { ScanSnapshot } from '../message-store.ts'

interface NoKeyMatchesProps {
  snapshot: ScanSnapshot
  query: MessagesQuery
  asked: KeyFind
  onQuery: (part: Partial<MessagesQuery>) => void
  onContinue: () => void
}

/** A key that was not found: where it was looked for, why it may be elsewhere, and each way to look further. */
export function NoKeyMatches({ snapshot, query, asked, onQuery, onContinue }: NoKeyMatchesProps) {
  const { t } = useText()
  const { next, open, endReason } = snapshot
  const likelyOnly = open?.keyLookup?.all === false
  const bounded = (query.start.kind !== 'newest' && query.start.kind !== 'oldest') || query.end !== null
  return (
    <EmptyState
      title={titleOf(asked, endReason === 'end', t)}
      reason={
        <>
          <LookedAt snapshot={snapshot} />
          {likelyOnly && <p className="mt-2">{t('lookup.noneWhy')}</p>}
        </>
      }
    >
      {next !== null && (
        <Button look="primary" onClick={onContinue}>
          {t('find.continue')}
        </Button>
      )}
      {likelyOnly && (
        <Button
          look={next === null ? 'primary' : 'plain'}
          onClick={() => onQuery({ key: { ...asked, everywhere: true }, partitions: null })}
        >
          {t('lookup.widen')}
        </Button>
      )}
      {bounded && (
        <Button onClick={() => onQuery({ start: { kind: 'newest' }, end: null })}>
          {t('find.widenLog')}
        </Button>
      )}
      {!likelyOnly && query.partitions !== null && (
        <Button onClick={() => onQuery({ partitions: null })}>{t('messages.showAll')}</Button>
      )}
      {query.find !== null && (
        <Button onClick={() => onQuery({ find: null })}>{t('lookup.withoutText')}</Button>
      )}
      {query.isolation === 'read_committed' && (
        <Button onClick={() => onQuery({ isolation: 'read_uncommitted' })}>
          {t('messages.showUncommitted')}
        </Button>
      )}
      <Button onClick={() => onQuery({ key: null })}>{t('lookup.clear')}</Button>
    </EmptyState>
  )
}

const SHOWN_CHARS = 60

function titleOf({ form, text }: KeyFind, complete: boolean, t: Translate): string {
  if (!isTyped(form)) return complete ? t('lookup.noneBytesTitle') : t('lookup.noneBytesYetTitle')
  const shown = { text: text.length > SHOWN_CHARS ? `${text.slice(0, SHOWN_CHARS)}…` : text }
  return complete ? t('lookup.noneTitle', shown) : t('lookup.noneYetTitle', shown)
}
