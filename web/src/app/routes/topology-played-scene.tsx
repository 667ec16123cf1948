import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { ListVideo } from 'lucide-react'
import { type ReactNode, useCallback, useMemo } from 'react'
import { type PlayUrl, writePlayUrl } from '#features/replay/play/play-link.ts'
import { ScrubStrip } from '#features/replay/play/scrub-strip.tsx'
import { TransportBar } from '#features/replay/play/transport-bar.tsx'
import { useLinkedClock } from '#features/replay/play/use-linked-clock.ts'
import type { ChangePlayUrl } from '#features/replay/play/use-play-url.ts'
import type { Playback } from '#features/replay/play/use-playback.ts'
import { parseSceneSearch, type SceneSearch, sceneLink } from '#features/topology/play/scene-search.ts'
import { TopologyPlayPage } from '#features/topology/play/topology-play-page.tsx'
import { useText } from '#lib/i18n/text-provider.tsx'
import { present } from '#lib/search-codec.ts'
import { PlayRecord } from './play-record.tsx'

interface PlayedSceneProps {
  cluster: string
  playback: Playback
  url: PlayUrl
  /** What is played. */
  choices: ReactNode
  onChange: ChangePlayUrl
}

const LINK =
  'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-hairline-strong/50 bg-surface-raised px-2.5 hover:border-hairline-strong'

/** The graph with what is played on it, and the controls of the clock below. */
export function PlayedScene({ cluster, playback, url, choices, onChange }: PlayedSceneProps) {
  const { t } = useText()
  const { engine, range, ask } = playback
  const { search, onSearch } = useSceneSearch()
  useLinkedClock(engine, onChange)
  return (
    <TopologyPlayPage
      {...{ cluster, engine, search, onSearch, choices }}
      topics={ask.topics}
      links={
        <Link
          to="/clusters/$cluster/play"
          params={{ cluster }}
          search={present(writePlayUrl({ ...url, record: null }))}
          data-tip={t('scene.listTip')}
          className={LINK}
        >
          <ListVideo aria-hidden="true" className="size-3.5" />
          {t('scene.list')}
        </Link>
      }
      renderTransport={(onMatch) => (
        <div className="shrink-0 border-hairline border-t">
          <TransportBar engine={engine} onMatch={onMatch} />
          <ScrubStrip
            engine={engine}
            range={range}
            onRange={({ from, to }) =>
              onChange({
                query: { ...url.query, start: { kind: 'time', ms: from }, end: { kind: 'time', ms: to } },
                at: null,
              })
            }
          />
        </div>
      )}
      renderRecord={(_, onRecord) =>
        url.record && (
          <PlayRecord
            cluster={cluster}
            place={url.record}
            onPlace={(place) => onRecord(place && `${place.topic}:${place.partition}:${place.offset}`)}
          />
        )
      }
    />
  )
}

/** The picture's part of the link, beside that of what is played. */
function useSceneSearch() {
  const raw: Record<string, unknown> = useSearch({ strict: false })
  const navigate = useNavigate()
  // The clock writes itself into the link; the picture's part is then the same as before.
  const own = JSON.stringify(sceneLink(parseSceneSearch(raw)))
  const search = useMemo(() => parseSceneSearch(JSON.parse(own)), [own])
  const onSearch = useCallback(
    (next: SceneSearch) =>
      void navigate({
        to: '.',
        search: (before) => present({ ...before, ...sceneLink(next) }),
        replace: true,
      }),
    [navigate],
  )
  return { search, onSearch }
}
