import type { TopologyGraph } from '@sluice/shared/topology'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { DiffPanel } from '../diff/diff-panel.tsx'
import type { useDiff } from '../diff/use-diff.ts'
import { WhoPanel } from '../identity/who-panel.tsx'
import { selectedText, type TopologySearch } from '../topology-search.ts'

interface TopologyPanelViewProps {
  cluster: string
  graph: TopologyGraph
  search: TopologySearch
  compared: ReturnType<typeof useDiff>
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

/** What stands beside the graph while nothing of it is chosen. */
export function TopologyPanelView({ cluster, graph, search, compared, onChange }: TopologyPanelViewProps) {
  const { t } = useText()
  const onClose = useMemo(() => () => onChange({ panel: undefined }), [onChange])
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [{ group: 'lists', id: 'panel.close', keys: 'escape', label: t('who.close'), run: onClose }],
      [t, onClose],
    ),
  )
  if (search.panel === 'who') return <WhoPanel cluster={cluster} graph={graph} onClose={onClose} />
  if (search.panel !== 'changes') return null
  return (
    <DiffPanel
      diff={compared.diff}
      error={compared.error}
      onRetry={compared.retry}
      nodes={graph.nodes}
      edges={graph.edges}
      onSelect={(selected) => onChange({ selected: selectedText(selected) })}
      onClose={onClose}
    />
  )
}
