import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import { groupSearchQuery } from '#features/groups/groups.queries.ts'
import { topicSearchQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyList } from '#lib/key-commands.tsx'
import {
  clusterEntries,
  commandEntries,
  groupEntries,
  settingEntries,
  topicEntries,
} from './palette-entries.ts'
import { matchEntries, type PaletteGroup, rankNames } from './palette-entry.ts'

const TOPICS_SHOWN = 12
const GROUPS_SHOWN = 6
/** Asked for, so that what begins with the search can stand before what holds it further in. */
const TOPICS_ASKED = 200

/** Everything the palette offers for a search; topics and groups are searched by the server, the rest is at hand. */
export function usePaletteGroups(cluster: string | null, search: string) {
  const { t } = useText()
  const navigate = useNavigate()
  const clusters = useQuery(clusterListQuery()).data?.clusters ?? []
  const found = useQuery({
    ...topicSearchQuery(cluster ?? '', search.trim(), TOPICS_ASKED),
    enabled: cluster !== null,
  })
  const foundGroups = useQuery({
    ...groupSearchQuery(cluster ?? '', search.trim(), TOPICS_ASKED),
    enabled: cluster !== null,
  })
  const commands = useKeyList()
  const others = clusters.flatMap(({ name }) => (name === cluster ? [] : [name]))
  // Until the answer is here the last one stands in for it: only what fits this search may be shown of that.
  const names = rankNames(
    (found.data?.topics ?? []).map(({ name }) => name),
    search,
  ).slice(0, TOPICS_SHOWN)

  const ids = rankNames(
    (foundGroups.data?.groups ?? []).map(({ group }) => group).filter((group) => group !== ''),
    search,
  ).slice(0, GROUPS_SHOWN)

  const places = [...commandEntries(commands, 'places'), ...clusterEntries(others, t, navigate)]
  const topics = cluster === null ? [] : topicEntries(cluster, names, navigate)
  const consumers = cluster === null ? [] : groupEntries(cluster, ids, navigate)
  const actions = [...commandEntries(commands, 'actions'), ...settingEntries(t)]
  const groups: PaletteGroup[] = [
    { id: 'places', label: t('shell.palettePlaces'), items: matchEntries(places, search) },
    { id: 'topics', label: t('shell.paletteTopics', { cluster: cluster ?? '' }), items: topics },
    { id: 'groups', label: t('shell.paletteGroups', { cluster: cluster ?? '' }), items: consumers },
    { id: 'actions', label: t('shell.paletteActions'), items: matchEntries(actions, search) },
  ]
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    searching: found.isFetching || foundGroups.isFetching,
    failed: found.isError,
    more: found.isPlaceholderData ? 0 : Math.max(0, (found.data?.total ?? 0) - topics.length),
  }
}
