import type { LagState } from '@sluice/shared/groups-state'
import { toneOf } from '#charts/gate-tone.ts'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TONE_INK } from './state-look.ts'

/** A lag state as shape and word. */
export function LagStateMark({ state, className }: { state: LagState; className?: string }) {
  const { t } = useText()
  const tone = toneOf(state)
  return (
    <span className={classNames('flex min-w-0 items-center gap-1.5', TONE_INK[tone], className)}>
      <StateMark tone={tone} />
      <span className="truncate">{t(`groups.state${state}`)}</span>
    </span>
  )
}
