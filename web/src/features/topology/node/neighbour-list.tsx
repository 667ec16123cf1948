import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatShort } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import { Button } from '#ui/button.tsx'
import { Section } from '#ui/section.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { tierWord } from '../scene/edge-words.ts'
import { percentOf } from '../why/evidence-words.ts'
import type { Neighbour } from './neighbours.ts'

interface NeighbourListProps {
  title: string
  neighbours: readonly Neighbour[]
  /** What is said where there is none. */
  none: string
  nameOf: (id: string) => string
  onNode: (id: string) => void
  onEdge: (id: string) => void
}

/** Who stands at one side of a node: the name leads to it, and how sure it is to the evidence. */
export function NeighbourList({ title, neighbours, none, nameOf, onNode, onEdge }: NeighbourListProps) {
  const { t } = useText()
  return (
    <Section title={title} aside={<span className="tabular-nums">{neighbours.length || ''}</span>}>
      {neighbours.length === 0 ? (
        <p className="px-3 pb-3 text-ink-muted">{none}</p>
      ) : (
        <ul className="pb-2">
          {neighbours.map(({ edge, id }) => (
            <li key={edge.id} className="flex min-h-7 items-center gap-2 px-3">
              <StateMark tone={edge.health === 'idle' ? 'unknown' : edge.health} />
              <button
                type="button"
                className="min-w-0 truncate text-left font-mono hover:text-accent hover:underline"
                data-tip={nameOf(id)}
                onClick={() => onNode(id)}
              >
                {nameOf(id)}
              </button>
              <span className="ml-auto shrink-0 text-ink-muted text-meta tabular-nums">
                {flowOf({ edge, id }, t)}
              </span>
              <Button
                look="link"
                className="h-6 text-meta"
                aria-label={`${tierWord(edge.tier, t)} ${percentOf(edge.confidence)}: ${t('node.whyOf', { name: nameOf(id) })}`}
                onClick={() => onEdge(edge.id)}
              >
                {tierWord(edge.tier, t)} {percentOf(edge.confidence)}
              </Button>
            </li>
          ))}
        </ul>
      )}
    </Section>
  )
}

function flowOf({ edge: { rate, lag } }: Neighbour, t: Translate): string {
  return [
    ...(rate.messages === null || rate.basis !== 'edge'
      ? []
      : [t('topology.perSecond', { rate: rateText(rate.messages) })]),
    ...(lag === null || lag === '0' ? [] : [t('topology.behind', { lag: formatShort(BigInt(lag)) })]),
  ].join(' · ')
}
