import { RotateCw } from 'lucide-react'
import type { ReactNode } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from './button.tsx'
import { CopyButton } from './copy-button.tsx'
import { StateMark } from './state-mark.tsx'

interface ErrorPanelProps {
  error: unknown
  /** What could not be done, for instance "The topics could not be read". */
  title: string
  onRetry?: (() => void) | undefined
  /** Further ways out. */
  children?: ReactNode
}

/** A failure in the place of what it prevented: what, why, the code to quote, and the way out. */
export function ErrorPanel({ error, title, onRetry, children }: ErrorPanelProps) {
  const { t } = useText()
  const { headline, detail, code, requestId } = describeError(error, t)
  return (
    <div role="alert" className="mx-auto flex max-w-xl flex-col items-start gap-2 px-6 py-16">
      <h2 className="flex items-center gap-2 font-semibold text-title">
        <StateMark tone="trouble" />
        {title}
      </h2>
      <p>{headline}</p>
      {detail && <p className="text-ink-muted">{detail}</p>}
      <p className="flex items-center gap-1 font-mono text-ink-faint text-meta">
        {code}
        {requestId && (
          <>
            <span>· {requestId}</span>
            <CopyButton text={`${code} ${requestId}`} label={t('ui.copyRequestId')} />
          </>
        )}
      </p>
      <div className="mt-2 flex flex-wrap items-center gap-2">
        {onRetry && (
          <Button icon={<RotateCw aria-hidden="true" className="size-3.5" />} onClick={onRetry}>
            {t('ui.retry')}
          </Button>
        )}
        {children}
      </div>
    </div>
  )
}
