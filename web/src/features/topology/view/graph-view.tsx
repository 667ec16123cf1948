import '../paint/graph.css'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { Changes } from '../diff/changes.ts'
import type { Reach } from '../scene/reach.ts'
import type { Scene } from '../scene/scene.ts'
import type { GraphStage } from '../stage/graph-stage.ts'
import type { Hit } from '../stage/hit-test.ts'
import type { MiniMap } from '../stage/mini-map.ts'
import { type Selected, selectedOf, selectedText, type TopologySearch } from '../topology-search.ts'
import { GraphControls } from './graph-controls.tsx'
import { Legend } from './legend.tsx'
import { litOf } from './lit-of.ts'
import { MiniMapView } from './mini-map-view.tsx'
import { Readout } from './readout.tsx'
import { useGraphKeys } from './use-graph-keys.ts'
import { useLanes } from './use-lanes.ts'
import { useOpenKey } from './use-open-key.ts'
import { useShownView } from './use-shown-view.ts'
import { useStage } from './use-stage.ts'

interface GraphViewProps {
  cluster: string
  scene: Scene
  /** What a search found; null: nothing is searched. */
  found: ReadonlySet<string> | null
  /** What became of it since another time; null: no times are compared. */
  changes: Changes | null
  /** What a finding is about, that is lit while nothing is chosen. */
  about: Reach | null
  search: TopologySearch
  /** Another number: everything has been laid out anew. */
  tidied: number
  pinned: number
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
  onPin: (id: string, x: number, y: number) => void
  onTidy: () => void
  /** Opens a box, a family, or what is left out around a node; says whether it was one. */
  onOpen: (id: string) => boolean
  /** Takes the stage, for what is to be drawn over the picture; null: it is gone. */
  onStage?: (stage: { stage: GraphStage; element: HTMLElement } | null) => void
}

/** The picture, what is said of what one points at, and its controls. */
export function GraphView({
  cluster,
  scene,
  found,
  changes,
  about,
  search,
  tidied,
  pinned,
  onChange,
  onPin,
  onTidy,
  onOpen,
  onStage,
}: GraphViewProps) {
  const { t } = useText()
  const box = useRef<HTMLDivElement>(null)
  const map = useRef<MiniMap | null>(null)
  const [hovered, setHovered] = useState<Hit>(null)
  const [large, setLarge] = useState<readonly string[]>([])
  const [walked, setWalked] = useState<string | null>(null)
  const selected = useMemo(() => selectedOf(search), [search])
  const select = (next: Selected | null) => onChange({ selected: next && selectedText(next) })
  const stage = useStage(box, {
    onHover: setHovered,
    onPick: (hit, again) => {
      if (again && hit?.of === 'node' && onOpen(hit.id)) return
      select(hit)
      if (hit?.of === 'node') setWalked(hit.id)
    },
    onView: (view) => {
      noteView(view)
      onChange({ view: view ?? undefined })
    },
    onDrop: onPin,
    onSeen: (seen) => map.current?.setSeen(seen),
    onLarge: setLarge,
  })

  useEffect(() => {
    if (stage === null || box.current === null || onStage === undefined) return
    onStage({ stage, element: box.current })
    return () => onStage(null)
  }, [stage, onStage])

  const noteView = useShownView(stage, search.view)
  const drawn = useRef({ tidied: -1, nodes: 0 })
  useEffect(() => {
    if (stage === null) return
    const first = drawn.current.nodes === 0
    stage.setScene(scene, { flowing: !first, fit: drawn.current.tidied !== tidied && !first })
    drawn.current = { tidied, nodes: scene.nodes.length }
  }, [stage, scene, tidied])

  useEffect(() => {
    const lit = selected === null ? about : litOf(scene, selected, search.to)
    stage?.setEmphasis({
      lit,
      selectedNode: selected?.of === 'node' ? selected.id : null,
      selectedEdge: selected?.of === 'edge' ? selected.id : null,
      hoveredNode: hovered?.of === 'node' ? hovered.id : null,
      hoveredEdge: hovered?.of === 'edge' ? hovered.id : null,
      walked,
      found,
      changes,
    })
  }, [stage, selected, hovered, walked, scene, search.to, found, about, changes])

  const inSight = useRef(about)
  inSight.current = about
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another finding moves the picture, not each new graph
  useEffect(() => {
    if (inSight.current) stage?.bring(inSight.current.nodes)
  }, [stage, search.finding])

  useLanes(stage, cluster, scene, large)

  const keys = useGraphKeys({ stage, scene, walked, onWalk: setWalked, onSelect: select })
  useOpenKey(walked ?? (selected?.of === 'node' ? selected.id : null), onOpen)
  return (
    <div className="relative h-full overflow-hidden bg-surface">
      <div
        ref={box}
        role="application"
        aria-label={t('topology.graph')}
        aria-describedby="topology-help"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: an application takes keys
        tabIndex={0}
        data-keys="grid"
        onKeyDown={keys.onKeyDown}
        className="topology-graph absolute inset-0 outline-none focus-visible:outline-2 focus-visible:-outline-offset-2"
      />
      <p id="topology-help" className="sr-only">
        {t('topology.graphHelp')}
      </p>
      <p role="status" className="sr-only">
        {keys.spoken}
      </p>
      {/* What is chosen is told beside the graph. */}
      <Readout scene={scene} told={hovered} />
      <Legend />
      <MiniMapView scene={scene} stage={stage} map={map} />
      <GraphControls stage={stage} box={box} pinned={pinned} onTidy={onTidy} />
    </div>
  )
}
