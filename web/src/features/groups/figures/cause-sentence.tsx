import type { LagCause } from '@sluice/shared/groups-state'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'

interface CauseSentenceProps {
  cause: LagCause
  /** In one line, the whole of it in its tip. */
  short?: boolean
  className?: string
}

/** What is the matter, as a sentence. Where there is little room, a group that is well says nothing. */
export function CauseSentence({ cause, short = false, className }: CauseSentenceProps) {
  const { t } = useText()
  if (short && cause.state === 'OK' && cause.unconfirmed === undefined) return null
  const words = t('groupCause.sentence', { cause, now: Date.now() })
  return (
    <span
      data-tip={short ? words : undefined}
      className={classNames(short && 'block truncate text-ink-muted', className)}
    >
      {words}
    </span>
  )
}
