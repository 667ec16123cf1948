import type { LagCause } from '@sluice/shared/groups-state'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { formatRelative } from '#lib/time-format.ts'

/** Where the matter is and since when. */
export function causeWords(cause: LagCause, now: number, t: Translate, language: Language): string {
  const { topic, partition, offset, since, fault } = cause
  if (fault !== undefined) return fault.message
  return [
    t(`groups.state${cause.state}`),
    ...(topic !== undefined && partition !== undefined ? [t('groups.causePlace', { topic, partition })] : []),
    ...(offset === undefined ? [] : [t('groups.causeOffset', { offset: formatCount(offset) })]),
    ...(since === null ? [] : [t('groups.since', { age: formatRelative(since, now, language) })]),
  ].join(', ')
}
