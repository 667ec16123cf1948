import '#lib/i18n/groups-words.ts'
import { useQuery } from '@tanstack/react-query'
import { inTrouble } from '#features/groups/figures/state-look.ts'
import { groupCountsQuery } from '#features/groups/groups.queries.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'

/** How many groups need somebody; nothing while none does. */
export function TroubleCount({ cluster }: { cluster: string }) {
  const { t } = useText()
  const { data } = useQuery(groupCountsQuery(cluster))
  const count = data ? inTrouble(data.byState) : 0
  if (count === 0) return null
  return (
    <span
      data-tip={t('groups.trouble', { n: count })}
      className="ml-auto rounded bg-trouble-soft px-1.5 text-meta text-trouble tabular-nums leading-[1.125rem] max-lg:hidden"
    >
      <span aria-hidden="true">{formatCount(count)}</span>
      <span className="sr-only">{t('groups.trouble', { n: count })}</span>
    </span>
  )
}
