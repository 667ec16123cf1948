import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { edgeFacts } from '../scene/edge-words.ts'
import type { Scene } from '../scene/scene.ts'
import type { Selected } from '../topology-search.ts'

/** One line on what is pointed at, or else chosen: all of its name, and what is known of it. */
export function Readout({ scene, told }: { scene: Scene; told: Selected | null }) {
  const { t } = useText()
  const said = told && words()
  function words() {
    if (told?.of === 'edge') {
      const drawn = scene.edgeById.get(told.id)
      if (drawn === undefined) return null
      const { edge, back } = drawn
      const name = (id: string) => scene.nodeById.get(id)?.text.name ?? id
      return {
        title: t('topology.edge', { from: name(edge.from), to: name(edge.to) }),
        health: edge.health,
        facts: [...edgeFacts(edge, t), ...(back ? [t('topology.edgeBack')] : [])],
      }
    }
    const drawn = scene.nodeById.get(told?.id ?? '')
    if (drawn === undefined) return null
    const { text, node } = drawn
    // A group and its lag belong together; what else stands in one line of a card are two facts.
    const rows = text.rows.map(({ left, right, tone }) =>
      [left, ...(right === null ? [] : [right])].join(tone === null ? ' · ' : ': '),
    )
    return { title: text.name, health: node.health, facts: [text.kind, text.health, ...rows] }
  }
  if (!said) return null
  const { title, health, facts } = said
  return (
    <p className="pointer-events-none absolute top-2 left-1/2 z-10 flex max-w-[min(92%,60rem)] -translate-x-1/2 items-center gap-2 rounded-md border border-hairline bg-surface-raised px-2.5 py-1 text-meta shadow-lift">
      <StateMark tone={health === 'idle' ? 'unknown' : health} />
      <span className="min-w-0 break-all font-mono font-semibold text-ink">{title}</span>
      <span className="text-ink-muted tabular-nums">{facts.join(' · ')}</span>
    </p>
  )
}
