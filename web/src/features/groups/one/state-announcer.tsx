import type { GroupSummary } from '@sluice/shared/groups'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'

/** Tells who listens that the state of the open group has changed; figures that move are not told. */
export function StateAnnouncer({ summary }: { summary: GroupSummary }) {
  const { t } = useText()
  const { lagState, cause } = summary
  const told = useRef(lagState)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (told.current === lagState) return
    told.current = lagState
    setSaid(t('groupCause.sentence', { cause, now: Date.now() }))
  }, [lagState, cause, t])
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  )
}
