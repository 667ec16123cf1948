import type { TimeLag } from '@sluice/shared/groups-state'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { spanWords } from '#lib/span-words.ts'
import { formatRelative } from '#lib/time-format.ts'

/** What stands before an age: how sure it is. Null: it is exact. */
export function timeSign({ atLeast, method }: TimeLag): '≥' | '~' | null {
  if (atLeast || method === 'probe') return '≥'
  return method === 'interpolated' ? '~' : null
}

/** The age itself, or null where there is none to tell. */
export function timeText(time: TimeLag, language: Language): string | null {
  return time.ms === null || time.method === 'none' ? null : spanWords(time.ms, language)
}

/** How an age was found, how sure it is, and what would make it surer: a sentence each. */
export function timeReasons(time: TimeLag, now: number, t: Translate, language: Language): string[] {
  const { method, atLeast, confidence, clockSkew, asOf } = time
  const how = {
    none: 'groups.timeNone',
    zero: 'groups.timeZero',
    exact: 'groups.timeExact',
    probe: 'groups.timeProbe',
    interpolated: 'groups.timeInterpolated',
  } as const
  const sure = { high: 'groups.timeHigh', medium: 'groups.timeMedium', low: 'groups.timeLow' } as const
  const estimated = method === 'probe' || method === 'interpolated'
  return [
    t(how[method]),
    ...(atLeast && method !== 'probe' ? [t('groups.timeAtLeast')] : []),
    ...(confidence !== null && estimated ? [t(sure[confidence])] : []),
    ...(clockSkew ? [t('groups.timeSkew')] : []),
    ...(estimated ? [t('groups.timeSurer')] : []),
    ...(asOf === null || method === 'none'
      ? []
      : [t('groups.timeAsOf', { age: formatRelative(asOf, now, language) })]),
  ]
}
