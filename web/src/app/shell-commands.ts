import type { useNavigate } from '@tanstack/react-router'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { KeyCommand } from '#lib/key-registry.ts'

interface ShellCommandsInput {
  t: Translate
  cluster: string | null
  navigate: ReturnType<typeof useNavigate>
  show: (what: 'palette' | 'keys') => void
}

/** The keys that work on every view. */
export function shellCommands({ t, cluster, navigate, show }: ShellCommandsInput): readonly KeyCommand[] {
  const places: KeyCommand[] =
    cluster === null
      ? []
      : [
          {
            id: 'go.topics',
            keys: 'g t',
            label: t('shell.keyTopics'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster/topics', params: { cluster } }),
          },
          {
            id: 'go.groups',
            keys: 'g g',
            label: t('shell.keyGroups'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster/groups', params: { cluster } }),
          },
          {
            id: 'go.topology',
            keys: 'g o',
            label: t('shell.topology'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster/topology', params: { cluster } }),
          },
          {
            id: 'go.replays',
            keys: 'g r',
            label: t('shell.replay'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster/replays', params: { cluster } }),
          },
          {
            id: 'go.alerts',
            keys: 'g l',
            label: t('shell.keyAlerts'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster/alerts', params: { cluster } }),
          },
          {
            id: 'go.audit',
            keys: 'g u',
            label: t('shell.keyAudit'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster/audit', params: { cluster }, search: {} }),
          },
          {
            id: 'go.bookmarks',
            keys: 'g b',
            label: t('shell.keyBookmarks'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster/bookmarks', params: { cluster } }),
          },
          {
            id: 'go.messages',
            keys: 'g m',
            label: t('shell.keyMessages'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster/messages', params: { cluster } }),
          },
          {
            id: 'go.cluster',
            keys: 'g c',
            label: t('shell.keyCluster'),
            group: 'places',
            run: () => void navigate({ to: '/clusters/$cluster', params: { cluster } }),
          },
        ]
  return [
    ...places,
    {
      id: 'go.clusters',
      keys: 'g a',
      label: t('shell.clusters'),
      group: 'places',
      run: () => void navigate({ to: '/clusters' }),
    },
    {
      id: 'palette',
      keys: 'mod+k',
      label: t('shell.keyPalette'),
      group: 'actions',
      everywhere: true,
      run: () => show('palette'),
    },
    { id: 'keys', keys: '?', label: t('shell.keysHelp'), group: 'actions', run: () => show('keys') },
    { id: 'close', keys: 'escape', label: t('shell.keyClose'), group: 'lists' },
  ]
}
