import type { ReplayPlan } from '@sluice/shared/replay-plan'
import { useText } from '#lib/i18n/text-provider.tsx'

/** Why a plan may not be carried out where its target is read-only, in words; null where it is not. */
export function useWriteRefusal({ readOnly, spec, targets }: ReplayPlan): string | null {
  const { t } = useText()
  if (readOnly === null) return null
  if (readOnly === 'no-authentication') return t('republish.readOnlyOpen')
  const cluster = targets[0]?.cluster ?? (spec.target.kind === 'topic' ? (spec.target.cluster ?? '') : '')
  return t('republish.readOnlyConfigured', { cluster })
}
