import type { Histogram } from '@sluice/shared/messages-histogram'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { StateMark } from '#ui/state-mark.tsx'

interface StripStateProps {
  data: Histogram | undefined
  error: Error | null
  /** The scan never began, and says so itself. */
  unasked: boolean
  onRetry: () => void
}

/** What stands in the strip's place, as high as the strip: why there are no bars, or that they come. */
export function StripState({ data, error, unasked, onRetry }: StripStateProps) {
  const { t } = useText()
  if (error !== null) {
    const failure = describeError(error, t)
    return (
      <p role="status" className="flex min-w-0 flex-1 items-center gap-2 text-ink-muted text-meta">
        <StateMark tone="trouble" />
        <span className="truncate">
          {t('histogram.failed', { reason: failure.detail ?? failure.headline })}
        </span>
        <Button look="link" onClick={onRetry}>
          {t('histogram.retry')}
        </Button>
      </p>
    )
  }
  if (data === undefined) {
    return (
      <span
        aria-hidden="true"
        className={unasked ? 'flex-1' : 'mt-3 mb-px flex-1 rounded-sm bg-surface-sunken'}
      />
    )
  }
  return (
    <p className="flex min-w-0 flex-1 items-center text-ink-muted text-meta">
      {data.total === '0' ? t('histogram.empty') : t('histogram.noTimes')}
    </p>
  )
}
