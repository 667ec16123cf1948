import { writeTime } from '@sluice/shared/messages-start'
import { Link } from '@tanstack/react-router'
import { Clapperboard } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'

interface WatchLinkProps {
  cluster: string
  topics: readonly string[]
  /** As of which time the graph is shown; left out: now. */
  at: number | undefined
}

/** What happened so long before is played. */
const BEFORE_MS = 15 * 60_000

/** From the graph of a time to the events of that time, on the same graph. */
export function WatchLink({ cluster, topics, at }: WatchLinkProps) {
  const { t } = useText()
  const range =
    at === undefined
      ? { from: writeTime({ kind: 'ago', agoMs: BEFORE_MS }) }
      : { from: writeTime({ kind: 'time', ms: at - BEFORE_MS }), to: writeTime({ kind: 'time', ms: at }) }
  return (
    <Link
      to="/clusters/$cluster/topology/play"
      params={{ cluster }}
      search={{ topics: topics.join(','), ...range }}
      data-tip={t('scene.watchTip')}
      className="inline-flex h-7 shrink-0 items-center gap-1.5 whitespace-nowrap rounded-md border border-hairline-strong/50 bg-surface-raised px-2.5 hover:border-hairline-strong"
    >
      <Clapperboard aria-hidden="true" className="size-3.5" />
      {t('scene.watch')}
    </Link>
  )
}
