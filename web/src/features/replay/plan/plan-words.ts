import type { ReplayPlan, ReplayWarning, ReplayWarningCode } from '@sluice/shared/replay-plan'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Language } from '#lib/i18n/language.ts'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { spanWords } from '#lib/span-words.ts'
import { formatInstant } from '#lib/time-format.ts'

export interface Telling {
  t: Translate
  language: Language
  zone: string
}

/** What would happen, in one sentence. */
export function headline({ survey, confirm }: ReplayPlan, t: Translate): string {
  const { whole, records } = survey
  if (records === '0') return t('republish.willNothing')
  return whole
    ? t('republish.willWrite', { count: formatCount(records), n: Number(records), target: confirm })
    : t('republish.willWriteAtMost', { count: formatCount(records), target: confirm })
}

export interface PlanFact {
  id: string
  label: string
  text: string
}

/** What is known of the selection; what is not known is not there, and what is none is not worth a line. */
export function surveyFacts(plan: ReplayPlan, { t, language, zone }: Telling): PlanFact[] {
  const { survey, durationMs } = plan
  const facts: PlanFact[] = []
  const add = (id: string, label: string, text: string | null) =>
    text !== null && facts.push({ id, label, text })
  const some = (count: string | null) => (count === null || count === '0' ? null : formatCount(count))
  const about = survey.whole ? '' : '≈ '
  add('size', t('republish.factSize'), survey.bytes === null ? null : about + formatBytes(survey.bytes))
  add('span', t('republish.factSpan'), spanOf(survey.first, survey.last, zone))
  add(
    'duration',
    t('republish.factDuration'),
    durationMs === null ? t('republish.durationUnlimited') : spanWords(durationMs, language),
  )
  add('keys', t(survey.whole ? 'republish.factKeys' : 'republish.factKeysSeen'), some(survey.keys))
  if (survey.matched !== null && survey.matched !== survey.looked)
    add(
      'matched',
      t('republish.factMatched'),
      t('republish.ofLooked', { matched: formatCount(survey.matched), looked: formatCount(survey.looked) }),
    )
  add('tombstones', t('republish.factTombstones'), some(survey.tombstones))
  add('nullKeys', t('republish.factNullKeys'), some(survey.nullKeys))
  add('largest', t('republish.factLargest'), survey.largest === null ? null : formatBytes(survey.largest))
  add('oversize', t('republish.factOversize'), some(survey.oversize))
  add('disorder', t('republish.factDisorder'), some(survey.outOfOrder))
  return facts
}

function spanOf(first: string | number | null, last: string | number | null, zone: string): string | null {
  if (first === null || last === null) return null
  const [from, to] = [first, last].map((time) => {
    const instant = formatInstant(Number(time), zone)
    return instant === null ? String(time) : `${instant.date} ${instant.time.slice(0, 8)}`
  })
  return from === to ? (from ?? null) : `${from} – ${to}`
}

export const SEVERITIES = ['block', 'accept', 'note'] as const

/** Warnings by how much they matter, worst first; what has none is left out. */
export function warningGroups(warnings: readonly ReplayWarning[]) {
  return SEVERITIES.map((severity) => ({
    severity,
    warnings: warnings.filter((warning) => warning.severity === severity),
  })).filter(({ warnings: some }) => some.length > 0)
}

/** Codes that a person has still to accept, each once. */
export function openAccepts(
  warnings: readonly ReplayWarning[],
  accepted: readonly ReplayWarningCode[],
): ReplayWarningCode[] {
  const codes = warnings.filter(({ severity }) => severity === 'accept').map(({ code }) => code)
  return [...new Set(codes)].filter((code) => !accepted.includes(code))
}
