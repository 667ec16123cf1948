import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import type { TextKey } from '#lib/i18n/dictionary.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import { useCurrentCluster } from '../current-cluster.ts'

const STATES = {
  connected: { tone: 'ok', words: 'shell.connected' },
  connecting: { tone: 'unknown', words: 'shell.connecting' },
  unreachable: { tone: 'trouble', words: 'shell.unreachable' },
  unknown: { tone: 'attention', words: 'shell.notConfigured' },
  lost: { tone: 'trouble', words: 'shell.serverLost' },
} as const satisfies Record<string, { tone: StateTone; words: TextKey }>

/** The cluster shown, the way to another, and the state of the connection in words. */
export function ClusterSwitch() {
  const { t } = useText()
  const navigate = useNavigate()
  const { data, error } = useQuery(clusterListQuery())
  const current = useCurrentCluster()
  const names = data?.clusters.map(({ name }) => name) ?? []
  const options = [...new Set(current ? [...names, current.name] : names)]
  const known = current?.summary?.connection.state ?? (data && current ? 'unknown' : 'connecting')
  const { tone, words } = STATES[error ? 'lost' : known]

  return (
    <div className="flex flex-col gap-1">
      <SelectField
        label={t('shell.clusterSwitch')}
        mono
        className="max-lg:hidden"
        value={current?.name ?? ''}
        disabled={options.length === 0}
        options={
          options.length === 0
            ? [{ value: '', label: t('shell.noClusters') }]
            : options.map((name) => ({ value: name, label: name }))
        }
        onChange={(cluster) => void navigate({ to: '/clusters/$cluster/topics', params: { cluster } })}
      />
      <p
        role="status"
        data-tip={t(words)}
        className="flex items-center gap-1.5 px-2 text-ink-muted text-meta max-lg:justify-center"
      >
        <StateMark tone={tone} />
        <span className="max-lg:sr-only">{t(words)}</span>
      </p>
    </div>
  )
}
