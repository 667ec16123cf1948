import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Section } from '#ui/section.tsx'
import type { Affected } from '../model/paths.ts'
import { percentOf } from '../why/evidence-words.ts'

interface BlastListProps {
  affected: readonly Affected[]
  nameOf: (id: string) => string
  onNode: (id: string) => void
}

/** Everything downstream, nearest first: who would notice. */
export function BlastList({ affected, nameOf, onNode }: BlastListProps) {
  const { t } = useText()
  const rings = Map.groupBy(affected, ({ steps }) => steps)
  return (
    <Section title={t('node.blast')} aside={<span className="tabular-nums">{affected.length || ''}</span>}>
      {affected.length === 0 ? (
        <p className="px-3 pb-3 text-ink-muted">{t('node.blastNone')}</p>
      ) : (
        <ol className="flex flex-col gap-1.5 px-3 pb-3">
          {[...rings].map(([steps, ring]) => (
            <li key={steps} className="flex gap-3">
              <span className="w-16 shrink-0 text-ink-muted text-meta leading-5">
                {t('node.steps', { n: steps })}
              </span>
              <span className="flex min-w-0 flex-wrap gap-x-2.5">
                {ring.slice(0, RING_MAX).map(({ id, confidence }) => (
                  <button
                    key={id}
                    type="button"
                    data-tip={t('why.sure', { share: percentOf(confidence) })}
                    className={`break-all text-left font-mono text-meta leading-5 hover:text-accent hover:underline ${confidence < 0.8 ? 'text-ink-muted italic' : ''}`}
                    onClick={() => onNode(id)}
                  >
                    {nameOf(id)}
                  </button>
                ))}
                {ring.length > RING_MAX && (
                  <span className="text-ink-muted text-meta leading-5">
                    {t('node.partsMore', { n: formatCount(ring.length - RING_MAX) })}
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      )}
    </Section>
  )
}

/** Of one distance; the graph shows the others. */
const RING_MAX = 30
