import { isTopicName } from '@sluice/shared/messages-topics'
import { getRouteApi } from '@tanstack/react-router'
import { useMemo } from 'react'
import type { HistoryChoice } from '#features/groups/history/history-choice.ts'
import { readRange, writeRange } from '#features/groups/history/history-range.ts'
import { HistoryView } from '#features/groups/history/history-view.tsx'
import type { SearchRecord } from '#lib/search-codec.ts'

const route = getRouteApi('/clusters/$cluster/groups/$group/history')

export function GroupHistoryRoute() {
  const { cluster, group } = route.useParams()
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const choice = useMemo(() => readChoice(search), [search])
  return (
    <HistoryView
      key={`${cluster}/${group}`}
      cluster={cluster}
      group={group}
      choice={choice}
      // A stretch that was chosen is a step that the back button takes back.
      onChoice={(part) => void navigate({ search: (now) => ({ ...now, ...writeChoice(part) }) })}
    />
  )
}

function readChoice(search: SearchRecord): HistoryChoice {
  const { topic, past, view } = search
  return {
    range: readRange(search),
    topic: topic !== undefined && isTopicName(topic) ? topic : null,
    past: past === 'true',
    view: view === 'table' ? 'table' : 'chart',
  }
}

function writeChoice({ range, topic, past, view }: Partial<HistoryChoice>): SearchRecord {
  return {
    ...(range === undefined ? {} : writeRange(range)),
    ...(topic === undefined ? {} : { topic: topic ?? '' }),
    ...(past === undefined ? {} : { past: past ? 'true' : '' }),
    ...(view === undefined ? {} : { view: view === 'table' ? view : '' }),
  }
}
