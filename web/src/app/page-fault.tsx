import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { ApiError } from '#api/api-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'

/** A view that failed as a whole: its data is asked for again, or, for a fault of the page itself, the page is loaded anew. */
export function PageFault({ error }: ErrorComponentProps) {
  const { t } = useText()
  const router = useRouter()
  const { reset } = useQueryErrorResetBoundary()
  const retry = () => {
    reset()
    void router.invalidate()
  }
  return (
    <ErrorPanel
      error={error}
      title={t('shell.pageFailed')}
      onRetry={error instanceof ApiError ? retry : undefined}
    >
      <Button onClick={() => window.location.reload()}>{t('shell.reload')}</Button>
    </ErrorPanel>
  )
}
