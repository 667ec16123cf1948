import type { DeadLetterGroup, FailureClass } from '@sluice/shared/replay-dead-letters'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { StateTone } from '#ui/state-mark.tsx'

const HOPE: Readonly<Record<FailureClass, 'again' | 'same' | 'open'>> = {
  format: 'same',
  invalid: 'same',
  'not-found': 'open',
  conflict: 'open',
  'not-allowed': 'same',
  'too-large': 'same',
  timeout: 'again',
  unavailable: 'again',
  code: 'same',
  other: 'open',
  unknown: 'open',
}
const TONES = { again: 'ok', same: 'trouble', open: 'unknown' } as const satisfies Record<string, StateTone>

/** Whether trying again is worth it, as a sentence with its mark. */
export function hopeOf(of: FailureClass, t: Translate): { tone: StateTone; text: string } {
  const hope = HOPE[of]
  return { tone: TONES[hope], text: t(`redrive.hope_${hope}`) }
}

/** `SocketTimeoutException`, or the first message where no exception is named. */
export function whatWords({ exception, messages }: DeadLetterGroup, t: Translate): string {
  if (exception !== null) return exception.slice(exception.lastIndexOf('.') + 1)
  return messages[0]?.text ?? t('redrive.noException')
}
