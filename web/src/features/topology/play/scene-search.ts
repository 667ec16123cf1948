import type { SearchRecord } from '#lib/search-codec.ts'
import { linkOf, parseTopologySearch, type TopologySearch } from '../topology-search.ts'
import { readSagas, type Saga, sagasText } from './saga.ts'

/** What the link of a play back on the graph says beside what is played. */
export interface SceneSearch {
  /** How the picture stands, and what is chosen of it. */
  graph: TopologySearch
  /** The stories that are followed. */
  follow: readonly Saga[]
  /** What no event has touched steps back. */
  dim: boolean
}

/** Of the graph's own parameters: which time it is of says the clock, and `to` is where playing ends. */
const OWN = ['window', 'view', 'selected', 'record', 'group', 'open', 'internal', 'most'] as const

export function parseSceneSearch(raw: Record<string, unknown>): SceneSearch {
  const own = Object.fromEntries(OWN.map((name) => [name, raw[name]]))
  const level = raw.level === 'business' ? { level: raw.level } : {}
  return {
    graph: parseTopologySearch({ ...own, ...level }),
    follow: typeof raw.follow === 'string' ? readSagas(raw.follow) : [],
    dim: raw.dim === '1',
  }
}

/** As the link writes it; what is as usual is undefined, and so taken out of a link that had it. */
export function sceneLink({ graph, follow, dim }: SceneSearch): Record<string, string | undefined> {
  const link: SearchRecord = linkOf(graph)
  return {
    ...Object.fromEntries([...OWN, 'level'].map((name) => [name, link[name]])),
    follow: follow.length === 0 ? undefined : sagasText(follow),
    dim: dim ? '1' : undefined,
  }
}
