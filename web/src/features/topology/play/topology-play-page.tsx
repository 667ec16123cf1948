import './flow.css'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine } from '#lib/play-engine.ts'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { buildScene } from '../scene/build-scene.ts'
import type { GraphStage } from '../stage/graph-stage.ts'
import { parseTopologySearch, selectedOf, type TopologySearch } from '../topology-search.ts'
import { GraphSkeleton } from '../view/graph-skeleton.tsx'
import { GraphView } from '../view/graph-view.tsx'
import { TopologySide } from '../view/topology-side.tsx'
import { useArranged } from '../view/use-arranged.ts'
import { useDrawn } from '../view/use-drawn.ts'
import { usePins } from '../view/use-pins.ts'
import { CaptionList } from './caption-list.tsx'
import { GraphOfTime } from './graph-of-time.tsx'
import { PlayHeader } from './play-header.tsx'
import { readSagas, SAGAS_MAX, sagasText } from './saga.ts'
import { touchedText, withoutDrops } from './scene-emphasis.ts'
import type { SceneTold } from './scene-player.ts'
import type { SceneSearch } from './scene-search.ts'
import { usePlayedGraph } from './use-played-graph.ts'
import { useSagaSteps } from './use-saga-steps.ts'
import { useScenePlayer, useTold } from './use-scene-player.ts'

interface TopologyPlayPageProps {
  cluster: string
  engine: PlayEngine
  /** What is played. */
  topics: readonly string[]
  search: SceneSearch
  onSearch: (search: SceneSearch) => void
  /** What is played, to be chosen. */
  choices: ReactNode
  /** Below everything: what drives the clock; `onMatch` goes to the next event of what is followed. */
  renderTransport: (onMatch: ((by: 1 | -1) => void) | null) => ReactNode
  /** Other views of the same events. */
  links: ReactNode
  renderRecord: (record: string, onRecord: (record: string | null) => void) => ReactNode
}

const NOT_COMPARED = {
  ...{ graph: undefined, diff: undefined, changes: null, error: null },
  retry: () => undefined,
}

const storyOf = ({ story }: SceneTold) => story
const touchedOf = ({ counts }: SceneTold) => touchedText(counts)
const noneOf = () => ''

/** Events travel through the graph of who writes and reads what, on the clock of a play back. */
export function TopologyPlayPage(props: TopologyPlayPageProps) {
  const { cluster, engine, topics, search, onSearch, choices, links, renderTransport, renderRecord } = props
  const { t } = useText()
  useDocumentTitle(t('scene.title'), cluster)
  const change = useCallback(
    (part: Partial<Record<keyof TopologySearch, unknown>>) =>
      onSearch({ ...search, graph: parseTopologySearch({ ...search.graph, ...part }) }),
    [search, onSearch],
  )
  const played = usePlayedGraph({ cluster, engine, topics, search: search.graph })
  const { graph, shown, scene, view } = usePlayedScene(cluster, played.graph, search.graph, change)
  const [stage, setStage] = useState<{ stage: GraphStage; element: HTMLElement } | null>(null)
  // Another record or another choice of a node is no other story: what is counted goes on.
  const followed = sagasText(search.follow)
  const sagas = useMemo(() => readSagas(followed), [followed])
  const player = useScenePlayer({ engine, stage, scene, sagas })
  const steps = useSagaSteps(cluster, engine, topics, sagas)
  const story = useTold(player, storyOf)
  const touched = useTold(player, search.dim ? touchedOf : noneOf)
  const found = useMemo(() => (touched === '' ? null : new Set(touched.split('\n'))), [touched])
  const { record } = search.graph
  const selected = selectedOf(search.graph)
  const onRecord = (next: string | null) => change({ record: next ?? undefined })
  const side =
    record !== undefined ? (
      renderRecord(record, onRecord)
    ) : selected && graph && shown ? (
      <TopologySide
        {...{ cluster, graph, shown, scene, selected }}
        search={{ ...search.graph, ...(played.time?.at && { at: played.time.at }) }}
        compared={NOT_COMPARED}
        onChange={change}
      />
    ) : null
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape lets go of what is chosen from anywhere in the view
    <div
      className="flex h-full flex-col"
      onKeyDown={(event) =>
        event.key === 'Escape' && selected !== null && record === undefined && change({ selected: undefined })
      }
    >
      <PlayHeader
        {...{ engine, choices, search, links }}
        searching={steps.searching}
        onSearch={(part) => onSearch({ ...search, ...part })}
      />
      <div className="min-h-0 flex-1">
        <SplitPanes id="topology-play" resizeLabel={t('ui.resize')} side={side}>
          {played.error && graph === undefined ? (
            <ErrorPanel error={played.error} title={t('scene.failed')} onRetry={played.retry} />
          ) : scene === null ? (
            <GraphSkeleton />
          ) : (
            <div className="relative h-full">
              <GraphView
                {...{ cluster, scene, found }}
                {...view}
                changes={null}
                about={story}
                search={search.graph}
                onChange={change}
                onStage={setStage}
              />
              {played.time && <GraphOfTime time={played.time} />}
            </div>
          )}
        </SplitPanes>
      </div>
      <CaptionList
        {...{ player, scene }}
        following={search.follow.length > 0}
        open={record}
        onFollow={
          search.follow.length < SAGAS_MAX
            ? (saga) => onSearch({ ...search, follow: [...search.follow, saga] })
            : null
        }
        onOpen={(id) => change({ record: id === record ? undefined : id })}
      />
      {renderTransport(search.follow.length > 0 ? steps.go : null)}
    </div>
  )
}

/** The picture of the graph, laid out, with what its view needs beside it. */
function usePlayedScene(
  cluster: string,
  graph: ReturnType<typeof usePlayedGraph>['graph'],
  search: TopologySearch,
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void,
) {
  const { t, language } = useText()
  const { pins, pin, letGo } = usePins(cluster)
  const [tidied, setTidied] = useState(0)
  const { shown, open } = useDrawn(graph, search, onChange)
  const arranged = useArranged(shown, pins, tidied)
  const { layout } = arranged
  const scene = useMemo(
    () =>
      graph && shown && layout
        ? withoutDrops(buildScene(shown, layout, arranged.pins, { t, language, now: graph.at }))
        : null,
    [graph, shown, layout, arranged.pins, t, language],
  )
  const onTidy = () => {
    letGo()
    setTidied((count) => count + 1)
  }
  const view = { tidied: arranged.tidied, pinned: pins.size, onPin: pin, onOpen: open, onTidy }
  return { graph, shown, scene, view }
}
