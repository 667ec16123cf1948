import type { LagCause } from '@sluice/shared/groups-state'
import { useText } from '#lib/i18n/text-provider.tsx'

interface CauseSentenceProps {
  cause: LagCause
  className?: string
}

/** What is the matter, as a sentence. */
export function CauseSentence({ cause, className }: CauseSentenceProps) {
  const { t } = useText()
  return <span className={className}>{t('groupCause.sentence', { cause, now: Date.now() })}</span>
}

interface CauseBriefProps {
  cause: LagCause
  /** Whether the row says which partition it is. */
  placed?: boolean
}

/** The same for a row that says the state itself: in few words, the sentence in its tip. One that is well says nothing. */
export function CauseBrief({ cause, placed = false }: CauseBriefProps) {
  const { t } = useText()
  const now = Date.now()
  const words = t('groupCause.brief', { cause, now, placed })
  if (words === '') return null
  return (
    <span data-tip={t('groupCause.sentence', { cause, now })} className="block truncate text-ink-muted">
      {words}
    </span>
  )
}
