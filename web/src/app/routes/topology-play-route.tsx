import '#lib/i18n/groups-words.ts'
import '#lib/i18n/messages-words.ts'
import '#lib/i18n/play-words.ts'
import '#lib/i18n/topology-words.ts'
import { getRouteApi, Link } from '@tanstack/react-router'
import { TopicPicker } from '#features/messages/across/topic-picker.tsx'
import { NothingToPlay } from '#features/replay/play/nothing-to-play.tsx'
import { PlayChoices } from '#features/replay/play/play-choices.tsx'
import { usePlayUrl } from '#features/replay/play/use-play-url.ts'
import { usePlayback } from '#features/replay/play/use-playback.ts'
import { SceneFrame } from '#features/topology/play/scene-frame.tsx'
import { GraphSkeleton } from '#features/topology/view/graph-skeleton.tsx'
import { useText } from '#lib/i18n/text-provider.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { ClusterFrame } from '../cluster-frame.tsx'
import { PlayRangeForm } from './play-range-form.tsx'
import { PlayedScene } from './topology-played-scene.tsx'

const route = getRouteApi('/clusters/$cluster/topology/play')
const PARTS = { TopicPicker, RangeForm: PlayRangeForm }

/** The events that a link names, on the graph of who writes and reads them. */
export function TopologyPlayRoute() {
  const { cluster } = route.useParams()
  const { t } = useText()
  const { url, change } = usePlayUrl()
  const told = usePlayback(cluster, url)
  const choices = <PlayChoices cluster={cluster} url={url} parts={PARTS} onChange={change} />
  return (
    <ClusterFrame cluster={cluster}>
      {told.state === 'ready' ? (
        <PlayedScene
          key={cluster}
          cluster={cluster}
          playback={told.playback}
          url={url}
          choices={choices}
          onChange={change}
        />
      ) : (
        <SceneFrame choices={choices}>
          {url.query.topics === null ? (
            <EmptyState title={t('scene.noTopics')} reason={t('scene.noTopicsReason')}>
              <Link
                to="/clusters/$cluster/topology"
                params={{ cluster }}
                className="text-accent hover:underline"
              >
                {t('scene.toTopology')}
              </Link>
            </EmptyState>
          ) : told.state === 'empty' ? (
            <NothingToPlay
              cluster={cluster}
              url={url}
              log={told.log}
              onChange={change}
              onAgain={told.again}
            />
          ) : told.state === 'failed' ? (
            <ErrorPanel error={told.error} title={t('scene.rangeFailed')} onRetry={told.again} />
          ) : (
            <GraphSkeleton />
          )}
        </SceneFrame>
      )}
    </ClusterFrame>
  )
}
