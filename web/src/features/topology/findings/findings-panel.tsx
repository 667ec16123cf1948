import type { TopologyFinding, TopologyGraph } from '@sluice/shared/topology'
import { X } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Section } from '#ui/section.tsx'
import type { Shown } from '../model/shown.ts'
import { nameOf } from '../scene/card-text.ts'
import { FindingItem } from './finding-item.tsx'
import { type FindingSection, sectionsOf } from './finding-sections.ts'
import { ruleTitle } from './finding-words.ts'

interface FindingsPanelProps {
  graph: TopologyGraph
  shown: Shown
  /** Which one is lit. */
  chosen: string | undefined
  /** Lights one; null: all keeps its colour. */
  onChoose: (id: string | null) => void
  onClose: () => void
}

/** What is worth knowing of the whole, beside the picture of it. */
export function FindingsPanel({ graph, shown, chosen, onChoose, onClose }: FindingsPanelProps) {
  const { t } = useText()
  const sections = useMemo(() => sectionsOf(graph.findings), [graph.findings])
  const called = useMemo(() => {
    const names = new Map(graph.nodes.map((node) => [node.id, nameOf(node, t)]))
    return (id: string) => names.get(id) ?? id
  }, [graph.nodes, t])
  const isLit = graph.findings.some(({ id }) => id === chosen)
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [
        {
          ...{ group: 'lists', id: 'finding.close', keys: 'escape' },
          label: t(isLit ? 'finding.letGo' : 'finding.close'),
          run: () => (isLit ? onChoose(null) : onClose()),
        },
      ],
      [t, isLit, onChoose, onClose],
    ),
  )
  return (
    <aside aria-label={t('finding.title')} className="flex h-full flex-col">
      <header className="flex items-center gap-2 border-hairline border-b px-3 py-1.5">
        <h2 className="font-medium">{t('finding.title')}</h2>
        <span className="text-ink-muted tabular-nums">{formatCount(graph.findings.length)}</span>
        <span className="ml-auto" />
        {isLit && (
          <Button look="quiet" onClick={() => onChoose(null)}>
            {t('finding.letGo')}
          </Button>
        )}
        <IconButton
          label={t('finding.close')}
          {...(isLit ? {} : { keys: 'Esc' })}
          icon={<X aria-hidden="true" className="size-4" />}
          onClick={onClose}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {sections.length === 0 ? (
          <EmptyState title={t('finding.none')} reason={t('finding.noneYet')} />
        ) : (
          sections.map((section) => (
            <Findings
              key={section.rule}
              section={section}
              shown={shown}
              chosen={chosen}
              called={called}
              onChoose={onChoose}
            />
          ))
        )}
      </div>
    </aside>
  )
}

/** So many of one rule are read; more are there on request. */
const FEW = 12

interface FindingsProps extends Pick<FindingsPanelProps, 'shown' | 'chosen' | 'onChoose'> {
  section: FindingSection
  called: (id: string) => string
}

function Findings({ section: { rule, findings }, shown, chosen, called, onChoose }: FindingsProps) {
  const { t } = useText()
  const [all, setAll] = useState(false)
  const read = all ? findings : findings.filter((one, at) => at < FEW || one.id === chosen)
  const more = findings.length - read.length
  const choose = ({ id }: TopologyFinding) => onChoose(id === chosen ? null : id)
  return (
    <Section
      title={ruleTitle(rule, t)}
      aside={<span className="tabular-nums">{formatCount(findings.length)}</span>}
    >
      <ul className="pb-2">
        {read.map((finding) => (
          <FindingItem
            key={finding.id}
            finding={finding}
            shown={shown}
            lit={finding.id === chosen}
            called={called}
            onPress={() => choose(finding)}
          />
        ))}
      </ul>
      {more > 0 && (
        <Button look="link" className="mx-2 mb-2" onClick={() => setAll(true)}>
          {t('finding.more', { n: formatCount(more) })}
        </Button>
      )}
    </Section>
  )
}
