import type { GroupSummary } from '@sluice/shared/groups'
import { useEffect, useRef, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { causeWords } from '../figures/cause-words.ts'

/** Tells who listens that the state of the open group has changed; figures that move are not told. */
export function StateAnnouncer({ summary }: { summary: GroupSummary }) {
  const { t, language } = useText()
  const { lagState, cause } = summary
  const told = useRef(lagState)
  const [said, setSaid] = useState('')
  useEffect(() => {
    if (told.current === lagState) return
    told.current = lagState
    setSaid(`${t(`groups.state${lagState}`)}. ${causeWords(cause, Date.now(), t, language)}`)
  }, [lagState, cause, t, language])
  return (
    <span role="status" className="sr-only">
      {said}
    </span>
  )
}
