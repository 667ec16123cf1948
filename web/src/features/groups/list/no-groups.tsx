import type { GroupList } from '@sluice/shared/groups'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { GroupsSearch } from '../groups-search.ts'

interface NoGroupsProps {
  list: GroupList
  onSearch: (search: GroupsSearch) => void
}

/** Why the list is empty, and what to do about it. */
export function NoGroups({ list, onSearch }: NoGroupsProps) {
  const { t } = useText()
  const { all, collector } = list
  if (all > 0) {
    return (
      <EmptyState title={t('groups.noMatch')} reason={t('groups.noMatchReason', { all: formatCount(all) })}>
        <Button look="primary" onClick={() => onSearch({})}>
          {t('groups.showAll')}
        </Button>
      </EmptyState>
    )
  }
  if (collector.faults.length > 0) {
    return (
      <EmptyState
        title={t('groups.listFailed')}
        reason={
          <ul className="flex flex-col gap-1">
            {collector.faults.map(({ brokerId, code, message }) => (
              <li key={`${brokerId} ${code} ${message}`}>
                {brokerId === null ? message : t('groups.collectorBroker', { broker: brokerId, message })}
              </li>
            ))}
          </ul>
        }
      />
    )
  }
  if (collector.asOf === null) {
    return <EmptyState title={t('groups.warming')} reason={t('groups.warmingReason')} />
  }
  return (
    <EmptyState
      title={t('groups.none')}
      reason={
        <>
          <p>{t('groups.noneReason')}</p>
          <p className="mt-2">{t('groups.noneVisible')}</p>
        </>
      }
    />
  )
}
