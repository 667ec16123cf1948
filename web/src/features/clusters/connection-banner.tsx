import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useText } from '#lib/i18n/text-provider.tsx'
import { clusterListQuery } from './clusters.queries.ts'
import { ConnectionSince } from './connection-since.tsx'

/** One line above a view of a cluster that has been lost: what is below is the last that was seen. */
export function ConnectionBanner({ cluster }: { cluster: string }) {
  const { t } = useText()
  const { data } = useQuery(clusterListQuery())
  const found = data?.clusters.find(({ name }) => name === cluster)
  if (found?.connection.state !== 'unreachable') return null
  const [first] = found.connection.faults
  return (
    <div
      role="status"
      className="flex min-h-8 shrink-0 items-center gap-3 border-hairline border-b bg-trouble-soft px-3 text-trouble"
    >
      <ConnectionSince connection={found.connection} />
      {first && (
        <span className="min-w-0 truncate text-ink" data-tip={first.message}>
          <span className="font-mono">{first.address}</span> {first.message}
        </span>
      )}
      <Link
        to="/clusters/$cluster"
        params={{ cluster }}
        className="ml-auto shrink-0 text-ink underline hover:text-accent"
      >
        {t('clusters.why')}
      </Link>
    </div>
  )
}
