import { useQuery } from '@tanstack/react-query'
import { alertCountsQuery } from '#features/alerts/alerts.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'

/** How many alerts fire that nobody muted; nothing while none does. */
export function FiringCount({ cluster }: { cluster: string }) {
  const { t } = useText()
  const { data } = useQuery(alertCountsQuery(cluster))
  const count = data ? data.firing - data.muted : 0
  if (count <= 0) return null
  const words = t('shell.alertsFiring', { n: count })
  return (
    <span
      data-tip={words}
      className="ml-auto rounded bg-trouble-soft px-1.5 text-meta text-trouble tabular-nums leading-[1.125rem] max-lg:hidden"
    >
      <span aria-hidden="true">{formatCount(count)}</span>
      <span className="sr-only">{words}</span>
    </span>
  )
}
