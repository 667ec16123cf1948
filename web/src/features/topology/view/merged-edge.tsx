import type { TopologyEdge } from '@sluice/shared/topology'
import { X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import type { ShownEdge } from '../model/shown.ts'
import { edgeFacts } from '../scene/edge-words.ts'

interface MergedEdgeProps {
  edge: ShownEdge
  nameOf: (id: string) => string
  onEdge: (id: string) => void
  onClose: () => void
}

/** The edges that one arrow between boxes stands for, each with the way to its evidence. */
export function MergedEdge({ edge, nameOf, onEdge, onClose }: MergedEdgeProps) {
  const { t } = useText()
  const stands = edge.stands ?? []
  return (
    <aside aria-label={t('drawn.merged')} className="flex h-full flex-col">
      <header className="flex items-center gap-1 border-hairline border-b px-3 py-1.5">
        <h2 className="font-medium">{t('drawn.merged')}</h2>
        <span className="ml-auto text-ink-muted tabular-nums">{formatCount(stands.length)}</span>
        <IconButton
          label={t('drawn.mergedClose')}
          keys="Esc"
          icon={<X aria-hidden="true" className="size-4" />}
          onClick={onClose}
        />
      </header>
      {edge.atLeast && (
        <p className="border-hairline border-b px-3 py-1.5 text-ink-muted text-meta">{t('drawn.atLeast')}</p>
      )}
      <ul className="min-h-0 flex-1 overflow-y-auto py-1">
        {stands.map((one) => (
          <li key={one.id}>
            <Standing edge={one} nameOf={nameOf} onEdge={onEdge} />
          </li>
        ))}
      </ul>
    </aside>
  )
}

type StandingProps = Pick<MergedEdgeProps, 'nameOf' | 'onEdge'> & { edge: TopologyEdge }

function Standing({ edge, nameOf, onEdge }: StandingProps) {
  const { t } = useText()
  return (
    <button
      type="button"
      onClick={() => onEdge(edge.id)}
      className="flex w-full flex-col gap-0.5 px-3 py-1.5 text-left hover:bg-surface-sunken"
    >
      <span className="flex items-baseline gap-1.5 break-all font-mono">
        <StateMark tone={edge.health === 'idle' ? 'unknown' : edge.health} />
        {t('topology.edge', { from: nameOf(edge.from), to: nameOf(edge.to) })}
      </span>
      <span className="text-ink-muted text-meta tabular-nums">{edgeFacts(edge, t).join(' · ')}</span>
    </button>
  )
}
