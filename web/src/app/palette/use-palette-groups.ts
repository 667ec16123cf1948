import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import { topicSearchQuery } from '#features/topics/topics.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyList } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { writePreference } from '#lib/preferences.ts'
import { matchEntries, type PaletteEntry, type PaletteGroup } from './palette-entry.ts'

const TOPICS_SHOWN = 12

/** Everything the palette offers for a search; topics are searched by the server, the rest is at hand. */
export function usePaletteGroups(cluster: string | null, search: string) {
  const { t } = useText()
  const navigate = useNavigate()
  const clusters = useQuery(clusterListQuery()).data?.clusters ?? []
  const found = useQuery({
    ...topicSearchQuery(cluster ?? '', search.trim(), TOPICS_SHOWN),
    enabled: cluster !== null,
  })
  const commands = useKeyList()
  const asEntry = ({ id, label, keys, run }: KeyCommand): PaletteEntry[] =>
    run && id !== 'palette' ? [{ id, label, keys, mono: false, run }] : []

  const places = [
    ...commands.filter(({ group }) => group === 'places').flatMap(asEntry),
    ...clusters
      .filter(({ name }) => name !== cluster)
      .map(
        ({ name }): PaletteEntry => ({
          id: `cluster ${name}`,
          label: `${t('shell.cluster')}: ${name}`,
          keys: null,
          mono: false,
          run: () => void navigate({ to: '/clusters/$cluster/topics', params: { cluster: name } }),
        }),
      ),
  ]
  const topics = (found.data?.topics ?? []).map(
    ({ name }): PaletteEntry => ({
      id: `topic ${name}`,
      label: name,
      keys: null,
      mono: true,
      run: () =>
        cluster !== null &&
        void navigate({ to: '/clusters/$cluster/topics/$topic/messages', params: { cluster, topic: name } }),
    }),
  )
  const actions = [...commands.filter(({ group }) => group === 'actions').flatMap(asEntry), ...settings(t)]
  const groups: PaletteGroup[] = [
    { id: 'places', label: t('shell.palettePlaces'), items: matchEntries(places, search) },
    { id: 'topics', label: t('shell.paletteTopics', { cluster: cluster ?? '' }), items: topics },
    { id: 'actions', label: t('shell.paletteActions'), items: matchEntries(actions, search) },
  ]
  return {
    groups: groups.filter(({ items }) => items.length > 0),
    searching: found.isFetching,
    failed: found.isError,
    more: Math.max(0, (found.data?.total ?? 0) - topics.length),
  }
}

function settings(t: ReturnType<typeof useText>['t']): PaletteEntry[] {
  const themes = [
    ['system', t('shell.themeSystem')],
    ['light', t('shell.themeLight')],
    ['dark', t('shell.themeDark')],
  ] as const
  const languages = [
    ['en', 'English'],
    ['ko', '한국어'],
  ] as const
  const plain = { keys: null, mono: false }
  return [
    ...themes.map(([theme, label]) => ({
      ...plain,
      id: `theme ${theme}`,
      label: t('shell.useTheme', { theme: label }),
      run: () => writePreference('theme', theme),
    })),
    ...languages.map(([language, label]) => ({
      ...plain,
      id: `language ${language}`,
      label: t('shell.useLanguage', { language: label }),
      run: () => writePreference('language', language),
    })),
    {
      ...plain,
      id: 'copy link',
      label: t('shell.copyLink'),
      // A browser that refuses the clipboard leaves the address bar, which shows the same link.
      run: () => void navigator.clipboard?.writeText(window.location.href).catch(() => undefined),
    },
  ]
}
