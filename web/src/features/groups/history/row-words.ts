import type { GroupHistory } from '@sluice/shared/groups-history'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatCount } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import { spanWords } from '#lib/span-words.ts'

/** The lag of a row: one figure, or from the least to the most of its step. */
export function lagWords({ lag }: GroupHistory, row: number): string | null {
  const [min, max] = [lag.min[row] ?? null, lag.max[row] ?? null]
  if (min === null || max === null) return null
  return min === max ? formatCount(max) : `${formatCount(min)} – ${formatCount(max)}`
}

/** The age of a row, with the sign of how it was found. */
export function ageWords(history: GroupHistory, row: number, language: Language): string | null {
  const [min, max] = [history.timeMs.min[row] ?? null, history.timeMs.max[row] ?? null]
  if (min === null || max === null) return null
  const sign = history.timeAtLeast[row]
    ? '≥\u202f'
    : history.timeMethod[row] === 'interpolated'
      ? '~\u202f'
      : ''
  const [low, high] = [spanWords(min, language), spanWords(max, language)]
  return sign + (low === high ? high : `${low} – ${high}`)
}

/** Messages a second in and out; null where neither is known. */
export function rateWords({ produceRate, commitRate }: GroupHistory, row: number): string | null {
  const rate = (value: number | null | undefined) => (value == null ? '—' : rateText(value))
  const [into, out] = [produceRate[row], commitRate[row]]
  return into == null && out == null ? null : `${rate(into)} / ${rate(out)}`
}

/** All that a row says, for those who do not see the chart. */
export function rowWords(
  history: GroupHistory,
  row: number | null,
  t: Translate,
  language: Language,
): string {
  const state = row === null ? null : history.state[row]
  if (row === null || state == null) return t('groups.chartGap')
  return [
    t(`groups.state${state}`),
    `${t('groups.columnLag')} ${lagWords(history, row) ?? '—'}`,
    `${t('groups.columnTime')} ${ageWords(history, row, language) ?? '—'}`,
    `${t('groups.columnRates')} ${rateWords(history, row) ?? '—'}`,
  ].join(', ')
}
