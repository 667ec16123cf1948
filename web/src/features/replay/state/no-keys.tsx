import type { StateSummary } from '@sluice/shared/replay-state'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

interface NoKeysProps {
  state: StateSummary
  filtered: boolean
  onShowUnknown: () => void
}

/** Why no key is shown, and what to do about it. */
export function NoKeys({ state, filtered, onShowUnknown }: NoKeysProps) {
  const { t } = useText()
  const { changes, counts, marks } = state
  const nullKeys = marks.find(({ code }) => code === 'null-key')?.count ?? null
  const keys = counts.live + counts.deleted + counts.unknown
  if (filtered) return <EmptyState title={t('state.none')} reason={t('state.noneReason')} />
  if (changes !== null && keys > 0)
    return <EmptyState title={t('state.noneChanged')} reason={t('state.noneChangedReason')} />
  if (counts.unknown > 0) {
    const unknown = { count: counts.unknown, text: formatCount(counts.unknown) }
    return (
      <EmptyState title={t('state.noneKnown')} reason={t('state.noneKnownReason', unknown)}>
        <Button onClick={onShowUnknown}>{t('state.showUnknown')}</Button>
      </EmptyState>
    )
  }
  if (keys > 0) return <EmptyState title={t('state.none')} reason={t('state.noneReason')} />
  const reason =
    nullKeys === null ? t('state.noneEmpty') : t('state.noneNullKeys', { text: formatCount(nullKeys) })
  return <EmptyState title={t('state.noneAtAll')} reason={reason} />
}
