import type { TopologyGraph } from '@sluice/shared/topology'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { CollectorList } from './collector-list.tsx'

interface NothingSeenProps {
  graph: TopologyGraph
  focused: boolean
  /** What hides all there is. */
  hide: string | undefined
  onChange: (part: { window?: number; focus?: undefined; hide?: undefined }) => void
}

const WEEK_MS = 7 * 86_400_000

/** Nothing to draw: why, what is being looked at, and how to see more. */
export function NothingSeen({ graph, focused, hide, onChange }: NothingSeenProps) {
  const { t } = useText()
  if (hide !== undefined)
    return (
      <EmptyState title={t('seek.allHidden')} reason={t('seek.allHiddenReason', { hide })}>
        <Button look="primary" onClick={() => onChange({ hide: undefined })}>
          {t('seek.clearHide')}
        </Button>
      </EmptyState>
    )
  if (focused)
    return (
      <EmptyState title={t('topology.emptyFiltered')}>
        <Button look="primary" onClick={() => onChange({ focus: undefined })}>
          {t('topology.emptyFocusOff')}
        </Button>
      </EmptyState>
    )
  return (
    <EmptyState title={t('topology.emptyTitle')} reason={t('topology.emptyReason')}>
      {graph.collectors.length > 0 && (
        <div className="w-full">
          <p className="text-ink-muted">{t('topology.emptyLooking')}</p>
          <CollectorList collectors={graph.collectors} />
        </div>
      )}
      {graph.window < WEEK_MS && (
        <Button onClick={() => onChange({ window: WEEK_MS })}>{t('topology.emptyWider')}</Button>
      )}
    </EmptyState>
  )
}
