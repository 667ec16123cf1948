import type { FeatureState } from '@sluice/shared/clusters'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Section } from '#ui/section.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { Unavailable } from './unavailable.tsx'

/** What does not work on this cluster and why, before what does. */
export function LimitsSection({ features }: { features: readonly FeatureState[] }) {
  const { t } = useText()
  const able = features.filter(({ state }) => state.available)
  const limits = features.flatMap(({ feature, state }) => (state.available ? [] : [{ feature, ...state }]))
  return (
    <Section title={t('clusters.limits')}>
      {limits.length === 0 ? (
        <p className="flex items-center gap-2 px-3 pb-3 text-ink-muted">
          <StateMark tone="ok" />
          {t('clusters.limitsNone')}
        </p>
      ) : (
        limits.map(({ feature, fault }) => (
          <Unavailable key={feature} title={t(`clusters.feature_${feature}`)} fault={fault} />
        ))
      )}
      {able.length > 0 && (
        <p className="flex flex-wrap gap-x-3 gap-y-1 px-3 pb-3 text-ink-muted">
          <span>{t('clusters.limitsAble')}:</span>
          {able.map(({ feature }) => (
            <span key={feature} className="inline-flex items-center gap-1.5">
              <StateMark tone="ok" />
              {t(`clusters.feature_${feature}`)}
            </span>
          ))}
        </p>
      )}
    </Section>
  )
}
