import type { LagCause } from '@sluice/shared/groups-state'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { causeWords } from './cause-words.ts'

interface CauseSentenceProps {
  cause: LagCause
  /** In one line, the whole of it in its tip. */
  short?: boolean
}

/** What is the matter, as a sentence. A group that is well says nothing. */
export function CauseSentence({ cause, short = false }: CauseSentenceProps) {
  const { t, language } = useText()
  if (short && cause.state === 'OK') return null
  const words = causeWords(cause, Date.now(), t, language)
  return (
    <span
      data-tip={short ? words : undefined}
      className={classNames('text-ink-muted', short && 'block truncate')}
    >
      {words}
    </span>
  )
}
