import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine } from '#lib/play-engine.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Check } from '#ui/check.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import type { Scene } from '../scene/scene.ts'
import { FollowChoice } from './follow-choice.tsx'
import { FollowedList } from './followed-list.tsx'
import { NodeCounts } from './node-counts.tsx'
import type { GraphTime } from './played-graph.ts'
import type { SceneTold } from './scene-player.ts'
import type { SceneSearch } from './scene-search.ts'

interface PlayHeaderProps {
  cluster: string
  engine: PlayEngine
  topics: readonly string[]
  scene: Scene | null
  told: SceneTold
  time: GraphTime | null
  search: SceneSearch
  onSearch: (part: Partial<SceneSearch>) => void
  /** Other views of the same events. */
  links: ReactNode
}

/** Whose story is followed, of which time the graph is, and what else can be told of what is played. */
export function PlayHeader(props: PlayHeaderProps) {
  const { cluster, engine, topics, scene, told, time, search, onSearch, links } = props
  const { t } = useText()
  const onSagas = (follow: SceneSearch['follow']) => onSearch({ follow })
  return (
    <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
      <h1 className="shrink-0 whitespace-nowrap font-semibold text-title">{t('scene.title')}</h1>
      <FollowChoice engine={engine} sagas={search.follow} onSagas={onSagas} />
      {search.follow.length > 0 && (
        <FollowedList {...{ cluster, engine, topics, onSagas }} sagas={search.follow} />
      )}
      <span className="ml-auto flex min-w-0 items-center gap-3">
        {time && <OfTime time={time} />}
        <Check on={search.dim} onChange={(dim) => onSearch({ dim })} className="shrink-0 max-lg:hidden">
          {t('scene.dim')}
        </Check>
        <NodeCounts counts={told.counts} scene={scene} />
        {links}
      </span>
    </header>
  )
}

function OfTime({ time }: { time: GraphTime }) {
  const { t } = useText()
  const zone = useTimeZone()
  const shown = time.at === null ? null : formatInstant(time.at, zone)
  if (!time.known)
    return (
      <span
        data-tip={t('scene.graphUnknownTip')}
        className="inline-flex min-w-0 items-center gap-1.5 truncate text-attention text-meta"
      >
        <StateMark tone="attention" />
        <span className="truncate">{t('scene.graphUnknown')}</span>
      </span>
    )
  return (
    <span className="min-w-0 truncate text-ink-muted text-meta tabular-nums">
      {shown ? t('scene.graphAt', { time: shown.time.slice(0, 5) }) : t('scene.graphNow')}
    </span>
  )
}
