import type { Translate } from '#lib/i18n/dictionary.ts'
import type { SagaMark } from './saga.ts'

/** Where a story's value stands in its events. */
export function markWords(mark: SagaMark, t: Translate): string {
  if (mark.by === 'any') return t('scene.byAny')
  if (mark.by === 'key') return t('scene.byKey')
  return mark.by === 'header' ? mark.name : mark.steps.join('.')
}
