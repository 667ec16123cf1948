import type { ReactNode } from 'react'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { laneHeightOf } from './lane-marks.ts'
import type { Lane } from './lanes.ts'

/** What each lane is of, at its left. */
export function LaneLabels({ lanes }: { lanes: readonly Lane[] }) {
  const { t } = useText()
  const height = laneHeightOf(lanes.length)
  const keys = lanes.some(({ kind }) => kind === 'key')
  return (
    <ul className="w-52 shrink-0 border-hairline border-r">
      {lanes.map((lane) => (
        <li key={lane.id} className="flex items-center px-3" style={{ height }}>
          {labelOf(lane, keys, t)}
        </li>
      ))}
    </ul>
  )
}

function labelOf(lane: Lane, keys: boolean, t: Translate): ReactNode {
  switch (lane.kind) {
    case 'topic':
      return <TopicMark topic={lane.topic} keepEnd />
    case 'partition':
      return (
        <span className="flex min-w-0 items-center gap-1.5">
          <TopicMark topic={lane.topic} keepEnd />
          <span className="shrink-0 font-mono text-ink-muted text-meta">{lane.partition}</span>
        </span>
      )
    case 'key':
      return (
        <span data-tip={lane.key.slice(0, 300)} className="truncate font-mono text-meta">
          {lane.key}
        </span>
      )
    case 'no-key':
      return <span className="text-ink-faint text-meta">{t('play.laneNoKey')}</span>
    case 'others':
      return (
        <span className="text-ink-faint text-meta">
          {t(keys ? 'play.laneOthers' : 'play.laneOthersPartitions')}
        </span>
      )
  }
}
