import type { DrainEta, LagState } from '@sluice/shared/groups-state'
import { toneOf } from '#charts/gate-tone.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { rateText } from '#lib/rate-text.ts'
import { spanRange, spanShort, spanWords } from '#lib/span-words.ts'
import { Figure } from '#ui/figure.tsx'

/** Messages a second, or why they are not known. */
export function RateFigure({ rate }: { rate: number | null }) {
  const { t } = useText()
  return (
    <Figure value={rate === null ? null : rateText(rate)} format={String} reason={t('groups.rateUnknown')} />
  )
}

/** Until everything is read: a range, or never. */
export function EtaFigure({ eta, lagState }: { eta: DrainEta; lagState: LagState }) {
  const { t, language } = useText()
  const { kind, lowMs, highMs, blockedBy } = eta
  if (kind === 'unknown' || (kind === 'draining' && lowMs === null && highMs === null))
    return <Figure value={null} format={String} reason={t('groups.etaUnknown')} />
  // What is too little to be counted down is not caught up while it grows.
  if (kind === 'done' && toneOf(lagState) !== 'ok')
    return <Figure value={null} format={String} reason={t('groups.etaUnknown')} />
  if (kind === 'done') return <span className="text-ink-faint">{t('groups.etaDone')}</span>
  if (kind === 'never')
    return (
      <span
        className="text-attention"
        data-tip={blockedBy ? t('groups.etaNeverTip', blockedBy) : t('groups.etaNeverPlain')}
      >
        {t('groups.etaNever')}
      </span>
    )
  return (
    <span data-tip={blockedBy ? t('groups.etaBy', blockedBy) : undefined}>
      {spanRange(lowMs, highMs, language)}
    </span>
  )
}

const HOUR_MS = 3_600_000

/** Until retention takes the next unread message; within an hour it is a matter for now. */
export function LossFigure({ ms }: { ms: number | null }) {
  const { t, language } = useText()
  if (ms === null) return <Figure value={null} format={String} reason={t('groups.lossNone')} />
  return (
    <span data-tip={spanWords(ms, language)} className={ms < HOUR_MS ? 'text-trouble' : undefined}>
      {spanShort(ms, language)}
    </span>
  )
}
