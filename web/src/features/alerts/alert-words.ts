import type { AlertCondition } from '@sluice/shared/alerts'
import type { LagState } from '@sluice/shared/groups-state'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { lengthWords } from './length-words.ts'

interface Words {
  t: Translate
  language: Language
}

/** A condition as a part of a sentence. */
export function conditionWords(condition: AlertCondition, { t, language }: Words): string {
  switch (condition.kind) {
    case 'lagTime':
      return t('alerts.lagTimeIs', { than: lengthWords(condition.aboveMs, language) })
    case 'lagMessages':
      return t('alerts.lagMessagesIs', { than: formatCount(condition.above) })
    case 'state':
      return t('alerts.stateIs', { states: condition.states.map((state) => stateWord(state, t)).join(', ') })
    case 'timeToLoss':
      return t('alerts.timeToLossIs', { than: lengthWords(condition.belowMs, language) })
    case 'noProgress':
      return t('alerts.noProgressIs', { than: lengthWords(condition.afterMs, language) })
    case 'lost':
      return t('alerts.lostIs')
  }
}

/** A figure of the wire in the unit of its condition. */
export function valueWords(
  value: string | null,
  { kind }: AlertCondition,
  { t, language }: Words,
): string | null {
  if (value === null) return null
  if (kind === 'state') return isState(value) ? stateWord(value, t) : value
  if (kind === 'lagMessages' || kind === 'lost') return formatCount(value)
  return lengthWords(Number(value), language)
}

export function stateWord(state: LagState, t: Translate): string {
  return t(`groups.state${state}`)
}

function isState(text: string): text is LagState {
  return /^[A-Z_]+$/.test(text)
}
