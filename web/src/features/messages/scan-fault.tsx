import { StreamCut } from '#api/stream-cut.ts'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { cutWords } from './status-words.ts'

/** A failure above rows that stay: what happened, and the way out. */
export function ScanFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useText()
  const cut = error instanceof StreamCut
  const words = cut ? null : describeError(error, t)
  return (
    <div
      role="alert"
      className="flex shrink-0 items-center gap-2 border-hairline border-b bg-trouble-soft px-3 py-1 text-meta"
    >
      <StateMark tone="trouble" />
      <span className="min-w-0">
        {cut
          ? cutWords(error, t)
          : [t('messages.failed'), words?.headline, words?.detail].filter(Boolean).join(' — ')}
        {words?.requestId && (
          <span className="ml-2 font-mono text-ink-muted">
            {words.code} · {words.requestId}
          </span>
        )}
      </span>
      <Button className="ml-auto h-6" onClick={onRetry}>
        {t('messages.retry')}
      </Button>
    </div>
  )
}
