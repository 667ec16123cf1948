import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'

interface WriteFaultProps {
  error: unknown
  title: string
  /** What to do about it, where the fault itself does not say. */
  advice?: string | null
}

/** Why something was not written, or that it is not known; Kafka's words and the id for the log come along. */
export function WriteFault({ error, title, advice = null }: WriteFaultProps) {
  const { t } = useText()
  const { headline, detail, code, requestId } = describeError(error, t)
  return (
    <div role="alert" className="flex flex-col gap-0.5 border-hairline border-b bg-trouble-soft px-3 py-1.5">
      <p className="flex items-center gap-2 font-medium">
        <StateMark tone="trouble" />
        {title}
      </p>
      <p>{headline}</p>
      {detail && <p className="text-ink-muted text-meta [overflow-wrap:anywhere]">{detail}</p>}
      {advice && <p>{advice}</p>}
      <p className="font-mono text-ink-faint text-meta">{[code, requestId].filter(Boolean).join(' · ')}</p>
    </div>
  )
}
