import type { ClusterSummary, ConnectionFault } from '@sluice/shared/clusters'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatRelative } from '#lib/time-format.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { type StaticColumn, StaticTable } from '#ui/static-table.tsx'
import { ConnectionSince } from './connection-since.tsx'

/** A cluster that is not reached: each address tried with its reason, since when, and that Sluice goes on trying. */
export function ConnectionTrouble({ cluster }: { cluster: ClusterSummary }) {
  const { t, language } = useText()
  const now = useNow(1000)
  const { connection } = cluster
  const unreachable = connection.state === 'unreachable'
  const columns: StaticColumn<ConnectionFault>[] = [
    { id: 'address', header: t('clusters.address'), mono: true, cell: ({ address }) => address },
    {
      id: 'why',
      header: t('clusters.why'),
      cell: ({ message, code }) => (
        <>
          {message} <span className="font-mono text-ink-faint text-meta">{code}</span>
        </>
      ),
    },
  ]
  return (
    <div role="status" className="flex max-w-3xl flex-col gap-3 px-3 py-10">
      <h2 className="flex items-center gap-2 font-semibold text-title">
        <StateMark tone={unreachable ? 'trouble' : 'unknown'} />
        {t(unreachable ? 'clusters.unreachableTitle' : 'clusters.connectingTitle')}
      </h2>
      <p className="flex gap-3 text-ink-muted">
        <ConnectionSince connection={connection} markShown={false} />
        {unreachable && (
          <span>{t('clusters.lastTry', { ago: formatRelative(connection.checkedAt, now, language) })}</span>
        )}
      </p>
      {unreachable && connection.faults.length > 0 ? (
        <div className="border-hairline border-y">
          <StaticTable
            label={t('clusters.unreachableTitle')}
            columns={columns}
            rows={connection.faults}
            rowKey={({ address, message }) => `${address} ${message}`}
          />
        </div>
      ) : (
        <p className="font-mono">{cluster.bootstrap.join(', ')}</p>
      )}
      <p className="text-ink-muted">{t('clusters.retrying')}</p>
    </div>
  )
}
