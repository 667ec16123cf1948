import type { ItemFault } from '@sluice/shared/errors'
import { StateMark } from '#ui/state-mark.tsx'

interface UnavailableProps {
  title: string
  fault: ItemFault
}

/** Something the broker or the rights do not give, with the reason, at the spot where it would be. */
export function Unavailable({ title, fault }: UnavailableProps) {
  return (
    <p className="flex items-baseline gap-2 px-3 pb-3">
      <StateMark tone="unknown" />
      <span>
        {title}: <span className="text-ink-muted">{fault.message}</span>{' '}
        <span className="font-mono text-ink-faint text-meta">{fault.code}</span>
      </span>
    </p>
  )
}
