import type { TopologyGraph } from '@sluice/shared/topology'
import type { EntityId } from '@sluice/shared/topology-evidence'
import { Trash2, X } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { Section } from '#ui/section.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { nameOf } from '../scene/card-text.ts'
import { AddRule } from './add-rule.tsx'
import { withMerge } from './rule-edits.ts'
import { RuleFiles } from './rule-files.tsx'
import { conventionWords, ruleWords } from './rule-words.ts'
import { useIdentity } from './use-identity.ts'

interface WhoPanelProps {
  cluster: string
  graph: TopologyGraph
  onClose: () => void
}

/** Who is who: what people said, what evidence suggests, files of rules, and what holds without any. */
export function WhoPanel({ cluster, graph, onClose }: WhoPanelProps) {
  const { t } = useText()
  const { identity, error, retry, change, busy, refusal } = useIdentity(cluster)
  const shared = { refusal, busy }
  return (
    <aside aria-label={t('who.title')} className="flex h-full flex-col">
      <header className="flex items-center border-hairline border-b px-3 py-1.5">
        <h2 className="font-semibold">{t('who.title')}</h2>
        <span className="ml-auto" />
        <IconButton
          label={t('who.close')}
          icon={<X aria-hidden="true" className="size-4" />}
          onClick={onClose}
        />
      </header>
      {identity === undefined ? (
        error ? (
          <ErrorPanel error={error} title={t('who.failed')} onRetry={retry} />
        ) : (
          <Skeleton className="m-3 h-24" />
        )
      ) : (
        <div className="min-h-0 flex-1 overflow-y-auto">
          {refusal !== null && <p className="border-hairline border-b px-3 py-2 text-attention">{refusal}</p>}
          <Suggestions
            {...shared}
            graph={graph}
            onMerge={(entities, name) => void change((rules) => withMerge(rules, entities, name))}
          />
          <Section
            title={t('who.rules')}
            aside={<span className="tabular-nums">{formatCount(identity.rules.length)}</span>}
          >
            {identity.rules.length === 0 && <p className="px-3 pb-2 text-ink-muted">{t('who.rulesNone')}</p>}
            <ol>
              {identity.rules.map((rule) => (
                <li key={JSON.stringify(rule)} className="flex items-start gap-2 px-3 py-0.5">
                  <span className="min-w-0 flex-1 break-words pt-1">{ruleWords(rule, t)}</span>
                  <RefusableButton
                    look="quiet"
                    refusal={refusal}
                    disabled={busy}
                    aria-label={t('who.remove', { rule: ruleWords(rule, t) })}
                    icon={<Trash2 aria-hidden="true" className="size-3.5" />}
                    onClick={() =>
                      void change((rules) =>
                        rules.filter((one) => JSON.stringify(one) !== JSON.stringify(rule)),
                      )
                    }
                  />
                </li>
              ))}
            </ol>
            <AddRule {...shared} onAdd={change} />
          </Section>
          <RuleFiles {...shared} cluster={cluster} rules={identity.rules} onAdd={change} />
          <Section title={t('who.conventions')}>
            <ul className="pb-2">
              {identity.conventions.map((one) => (
                <li key={one.id} className="flex gap-3 px-3 py-1">
                  <span className="min-w-0 flex-1 text-ink-muted">{conventionWords(one, t)}</span>
                  <span className="shrink-0 text-meta tabular-nums">{t('who.used', { n: one.used })}</span>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </aside>
  )
}

interface SuggestionsProps {
  graph: TopologyGraph
  refusal: string | null
  busy: boolean
  onMerge: (entities: readonly EntityId[], name: string) => void
}

/** Nodes that are likely one service: said by a press, never by itself. */
function Suggestions({ graph, refusal, busy, onMerge }: SuggestionsProps) {
  const { t } = useText()
  const suggested = graph.findings.flatMap((finding) => {
    if (finding.rule !== 'merge-suggested') return []
    const nodes = graph.nodes.filter(({ id }) => finding.nodes.includes(id))
    const name = nodes.find((node) => node.name !== null)?.name
    return nodes.length > 1 && name ? [{ id: finding.id, nodes, name }] : []
  })
  if (suggested.length === 0) return null
  return (
    <Section title={t('who.suggestions')}>
      <ul className="pb-2">
        {suggested.map(({ id, nodes, name }) => (
          <li key={id} className="flex items-center gap-2 px-3 py-0.5">
            <span className="min-w-0 flex-1 break-words">
              {t('who.suggested', { nodes: nodes.map((node) => nameOf(node, t)).join(', ') })}
            </span>
            <RefusableButton
              refusal={refusal}
              disabled={busy}
              onClick={() =>
                onMerge(
                  nodes.map((node) => node.id),
                  name,
                )
              }
            >
              {t('who.mergeSay', { name })}
            </RefusableButton>
          </li>
        ))}
      </ul>
    </Section>
  )
}
