import { ApiError } from '#api/api-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { nearestOffsets } from './nearest-offsets.ts'
import type { RecordPlace } from './place.url.ts'

interface RecordFaultProps {
  error: unknown
  partition: number
  onPlace: (place: RecordPlace) => void
  onRetry: () => void
}

/** Why a record cannot be shown, with the nearest that can. */
export function RecordFault({ error, partition, onPlace, onRetry }: RecordFaultProps) {
  const { t } = useText()
  const near = error instanceof ApiError ? nearestOffsets(error) : null
  if (near === null) {
    return <ErrorPanel error={error} title={t('messages.recordFailed')} onRetry={onRetry} />
  }
  const link = (offset: string, label: string) => (
    <Button onClick={() => onPlace({ partition, offset })}>{label}</Button>
  )
  if (near.kind === 'gone') {
    return (
      <EmptyState title={t('messages.recordGoneTitle')} reason={t('messages.recordGone')}>
        {near.next !== null && link(near.next, t('messages.goToNext', { offset: formatCount(near.next) }))}
      </EmptyState>
    )
  }
  if (near.first === null || near.last === null) {
    const reason = t('messages.recordOutEmpty', { end: formatCount(near.end) })
    return <EmptyState title={t('messages.recordOutTitle')} reason={reason} />
  }
  const [first, last] = [formatCount(near.first), formatCount(near.last)]
  return (
    <EmptyState
      title={t('messages.recordOutTitle')}
      reason={t('messages.recordOut', { start: first, end: last })}
    >
      {link(near.first, t('messages.goToFirst', { offset: first }))}
      {link(near.last, t('messages.goToLast', { offset: last }))}
    </EmptyState>
  )
}
