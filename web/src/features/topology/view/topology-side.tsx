import type { TopologyGraph } from '@sluice/shared/topology'
import { useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { useDiff } from '../diff/use-diff.ts'
import { NodeIdentity } from '../identity/node-identity.tsx'
import type { Shown } from '../model/shown.ts'
import { NodePanel } from '../node/node-panel.tsx'
import type { Scene } from '../scene/scene.ts'
import { askedOf } from '../topology.queries.ts'
import { type Selected, selectedText, type TopologySearch } from '../topology-search.ts'
import { WayTo } from '../way/way-to.tsx'
import { WhyPanel } from '../why/why-panel.tsx'
import { MergedEdge } from './merged-edge.tsx'
import { TopologyPanelView } from './topology-panel.tsx'

interface TopologySideProps {
  cluster: string
  graph: TopologyGraph
  /** What of it is drawn, folded and boxed. */
  shown: Shown
  /** Null: nothing is laid out yet. */
  scene: Scene | null
  search: TopologySearch
  selected: Selected | null
  compared: ReturnType<typeof useDiff>
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

/** What is chosen in the graph, beside it: an arrow with its evidence, or a node in small. */
export function TopologySide({
  cluster,
  graph,
  shown,
  scene,
  search,
  selected,
  compared,
  onChange,
}: TopologySideProps) {
  const { t, language } = useText()
  const wording = useMemo(() => ({ t, language, now: graph.at }), [t, language, graph.at])
  if (selected === null) return <TopologyPanelView {...{ cluster, graph, search, compared, onChange }} />
  const own = graph.nodes.find(({ id }) => id === selected.id)
  const node = own ?? shown.nodes.find(({ id }) => id === selected.id)
  const merged = shown.edges.find(({ id, stands }) => stands && selected.of === 'edge' && id === selected.id)
  const shared = {
    cluster,
    nameOf: (id: string) =>
      scene?.nodeById.get(id)?.text.name ?? graph.nodes.find((other) => other.id === id)?.name ?? id,
    onNode: (id: string) => onChange({ selected: selectedText({ of: 'node', id }) }),
    onClose: () => onChange({ selected: undefined }),
  }
  const onEdge = (id: string) => onChange({ selected: selectedText({ of: 'edge', id }) })
  if (merged)
    return <MergedEdge edge={merged} nameOf={shared.nameOf} onEdge={onEdge} onClose={shared.onClose} />
  if (selected.of === 'edge')
    return (
      <WhyPanel
        key={selected.id}
        {...shared}
        asked={askedOf(search)}
        edge={selected.id}
        at={graph.at}
        onRecord={(record) => onChange({ record })}
      />
    )
  if (node === undefined) return null
  return (
    <NodePanel
      key={selected.id}
      {...shared}
      node={node}
      // A box has only the edges that are drawn; what is inside of one keeps all of its own.
      shown={own ? graph : shown}
      findings={graph.findings}
      wording={wording}
      focused={search.focus === node.id}
      onFocus={(on) => onChange({ focus: on ? node.id : undefined, view: undefined })}
      onEdge={onEdge}
    >
      <WayTo
        id={node.id}
        to={search.to}
        edges={own ? graph.edges : shown.edges}
        nameOf={shared.nameOf}
        onTo={(to) => onChange({ to })}
        onNode={shared.onNode}
        onEdge={onEdge}
      />
      {own && <NodeIdentity cluster={cluster} node={own} nodes={graph.nodes} onNode={shared.onNode} />}
    </NodePanel>
  )
}
