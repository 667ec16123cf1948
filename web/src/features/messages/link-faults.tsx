import type { LinkFault } from '@sluice/shared/link-reader'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'

/** Says which parts of a link were not understood, so that nobody takes the view for what the link meant. */
export function LinkFaults({ faults }: { faults: readonly LinkFault[] }) {
  const { t } = useText()
  if (faults.length === 0) return null
  return (
    <p
      role="status"
      className="flex shrink-0 items-center gap-2 border-hairline border-b bg-attention-soft px-3 py-1 text-meta"
    >
      <StateMark tone="attention" />
      {t('messages.linkFault', { list: faults.map(({ param, value }) => `${param}=${value}`).join(', ') })}
    </p>
  )
}
