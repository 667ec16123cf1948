import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Section } from '#ui/section.tsx'
import { SelectField } from '#ui/select-field.tsx'
import type { ShownEdge } from '../model/shown.ts'
import { tierWord } from '../scene/edge-words.ts'
import { percentOf } from '../why/evidence-words.ts'
import { wayBetween, waysOf } from './ways.ts'

interface WayToProps {
  id: string
  /** The other end, as the link has it. */
  to: string | undefined
  edges: readonly ShownEdge[]
  nameOf: (id: string) => string
  onTo: (to: string | undefined) => void
  onNode: (id: string) => void
  onEdge: (id: string) => void
}

/** How records get from a node to another, or from there to it: the shortest way, step by step. */
export function WayTo({ id, to, edges, nameOf, onTo, onNode, onEdge }: WayToProps) {
  const { t } = useText()
  const { after, before } = useMemo(() => waysOf(edges, id), [edges, id])
  const way = useMemo(() => (to === undefined ? null : wayBetween(edges, id, to)), [edges, id, to])
  if (after.length + before.length === 0) return null
  const reachable = to === undefined || after.includes(to) || before.includes(to)
  return (
    <Section title={t('way.title')}>
      <div className="flex flex-col gap-2 px-3 pb-3">
        <SelectField
          label={t('way.end')}
          className="min-w-0 [&>span]:max-w-full"
          value={reachable ? (to ?? '') : ''}
          options={[
            { value: '', label: t('way.choose') },
            ...after.map((one) => ({ value: one, label: t('way.to', { name: nameOf(one) }) })),
            ...before.map((one) => ({ value: one, label: t('way.from', { name: nameOf(one) }) })),
          ]}
          onChange={(end) => onTo(end === '' ? undefined : end)}
        />
        {way && (
          <>
            <ol className="flex flex-col">
              {way.path.nodes.map((node, at) => {
                const edge = edges.find((one) => one.id === way.path.edges[at - 1])
                return (
                  <li key={node}>
                    {edge && (
                      <button
                        type="button"
                        className="flex items-center gap-2 pl-1 text-ink-muted text-meta hover:text-accent hover:underline"
                        onClick={() => onEdge(edge.id)}
                      >
                        <span aria-hidden="true">↓</span>
                        {tierWord(edge.tier, t)} {percentOf(edge.confidence)}
                      </button>
                    )}
                    <button
                      type="button"
                      aria-current={node === id ? 'true' : undefined}
                      className="break-all text-left font-mono hover:text-accent hover:underline aria-[current]:font-semibold"
                      onClick={() => onNode(node)}
                    >
                      {nameOf(node)}
                    </button>
                  </li>
                )
              })}
            </ol>
            <p className="text-ink-muted text-meta">
              {t('way.between', { n: Math.max(0, way.nodes.size - 2) })}
            </p>
          </>
        )}
      </div>
    </Section>
  )
}
