import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useCallback, useMemo, useState } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { changesAmong } from '../diff/changes.ts'
import { useDiff } from '../diff/use-diff.ts'
import { foundAmong, useFound } from '../find/use-found.ts'
import { useFinding } from '../findings/use-finding.tsx'
import { useTopologyEvents } from '../live/use-topology-events.ts'
import { playableTopics } from '../play/playable.ts'
import { buildScene } from '../scene/build-scene.ts'
import { TopologyTable } from '../table/topology-table.tsx'
import { TimeBar } from '../time/time-bar.tsx'
import { askedOf, topologyQuery } from '../topology.queries.ts'
import { parseTopologySearch, selectedOf, type TopologySearch } from '../topology-search.ts'
import { GraphSkeleton } from './graph-skeleton.tsx'
import { GraphView } from './graph-view.tsx'
import { NothingSeen } from './nothing-seen.tsx'
import { TopologyHeader } from './topology-header.tsx'
import { TopologySide } from './topology-side.tsx'
import { TopologyTools } from './topology-tools.tsx'
import { useArranged } from './use-arranged.ts'
import { useDrawn } from './use-drawn.ts'
import { usePins } from './use-pins.ts'

interface TopologyPageProps {
  cluster: string
  search: TopologySearch
  onSearch: (search: TopologySearch) => void
  /** Shows a record beside the graph; another one, or null to close it, by `onRecord`. */
  renderRecord: (record: string, onRecord: (record: string | null) => void) => ReactNode
}

/** What ends with a change: the way from a node with another choice; a list beside the graph with another list. */
const ended = (part: Partial<Record<keyof TopologySearch, unknown>>) => ({
  ...('selected' in part && { to: undefined }),
  ...(part.finding !== undefined && { panel: undefined }),
  ...(part.panel !== undefined && { finding: undefined }),
})

/** Who writes and reads what, as a picture that lives. */
export function TopologyPage({ cluster, search, onSearch, renderRecord }: TopologyPageProps) {
  const { t, language } = useText()
  useDocumentTitle(t('topology.title'), cluster)
  const query = useQuery(topologyQuery(cluster, askedOf(search)))
  const { data: told, error } = query
  const live = useTopologyEvents(cluster, told?.version)
  const compared = useDiff(cluster, told, search)
  const { graph } = compared
  const change = useCallback(
    (part: Partial<Record<keyof TopologySearch, unknown>>) =>
      onSearch(parseTopologySearch({ ...search, ...ended(part), ...part })),
    [onSearch, search],
  )
  const { pins, pin, letGo } = usePins(cluster)
  const [tidied, setTidied] = useState(0)
  const seen = useFound(graph, search)
  const { shown, open } = useDrawn(seen.graph, search, change)
  const found = useMemo(() => foundAmong(shown, seen.found), [shown, seen.found])
  const changes = useMemo(
    () => shown && compared.changes && changesAmong(shown, compared.changes),
    [shown, compared.changes],
  )
  const arranged = useArranged(shown, pins, tidied)
  const { layout } = arranged
  const scene = useMemo(
    () =>
      graph && shown && layout
        ? buildScene(shown, layout, arranged.pins, { t, language, now: graph.at })
        : null,
    [graph, shown, layout, arranged.pins, t, language],
  )
  const tidy = () => {
    letGo()
    setTidied((count) => count + 1)
  }

  const playable = useMemo(() => playableTopics(told?.nodes ?? []), [told?.nodes])
  const finding = useFinding(graph, shown, search, change)
  const selected = selectedOf(search)
  const side =
    search.record !== undefined ? (
      renderRecord(search.record, (record) => change({ record: record ?? undefined }))
    ) : (selected || search.panel) && graph && shown ? (
      <TopologySide
        cluster={cluster}
        graph={graph}
        shown={shown}
        scene={scene}
        search={search}
        selected={selected}
        compared={compared}
        onChange={change}
      />
    ) : (
      finding.list
    )

  if (graph === undefined && error)
    return <ErrorPanel error={error} title={t('topology.failed')} onRetry={() => void query.refetch()} />
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape lets go of what is chosen from anywhere in the view
    <div
      className="flex h-full flex-col"
      onKeyDown={(event) =>
        event.key === 'Escape' && search.selected && !search.record && change({ selected: undefined })
      }
    >
      <TopologyHeader
        graph={graph}
        search={search}
        live={live}
        arrivedAt={query.dataUpdatedAt}
        failed={error}
        onChange={change}
      />
      {graph && graph.nodes.length > 0 && (
        <TopologyTools
          cluster={cluster}
          graph={graph}
          counts={seen.counts}
          shown={shown}
          scene={scene}
          search={search}
          onChange={change}
        />
      )}
      <div className="min-h-0 flex-1">
        <SplitPanes id="topology" resizeLabel={t('ui.resize')} side={side}>
          {search.show && shown && shown.nodes.length > 0 ? (
            <TopologyTable
              shown={shown}
              found={found}
              changes={changes ?? null}
              about={finding.about}
              search={search}
              onChange={change}
            />
          ) : arranged.fault && scene === null ? (
            <EmptyState title={t('topology.layoutFailed')} reason={arranged.fault.detail}>
              <Button onClick={tidy}>{t('ui.retry')}</Button>
            </EmptyState>
          ) : graph === undefined || (scene === null && shown?.nodes.length !== 0) ? (
            <GraphSkeleton />
          ) : scene === null || scene.nodes.length === 0 ? (
            <NothingSeen
              graph={graph}
              focused={search.focus !== undefined}
              hide={seen.counts.hidden > 0 ? search.hide : undefined}
              onChange={change}
            />
          ) : (
            <GraphView
              found={found}
              changes={changes ?? null}
              about={finding.about}
              cluster={cluster}
              scene={scene}
              search={search}
              tidied={arranged.tidied}
              pinned={pins.size}
              onChange={change}
              onPin={pin}
              onOpen={open}
              onTidy={tidy}
            />
          )}
        </SplitPanes>
      </div>
      {told && (
        <TimeBar
          cluster={cluster}
          search={search}
          topics={playable}
          ready={!query.isPlaceholderData}
          now={told.at}
          changes={compared.changes}
          onChange={change}
        />
      )}
    </div>
  )
}
