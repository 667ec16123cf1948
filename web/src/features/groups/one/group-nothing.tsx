import type { GroupDetail } from '@sluice/shared/groups'
import { useText } from '#lib/i18n/text-provider.tsx'
import { EmptyState } from '#ui/empty-state.tsx'

/** A group that stands nowhere: no commits, and nothing assigned. */
export function GroupNothing({ detail }: { detail: GroupDetail }) {
  const { t } = useText()
  const fault = detail.summary.cause.fault ?? detail.membersFault
  return (
    <EmptyState
      title={t('groups.standsNowhere')}
      reason={fault ? fault.message : t('groups.standsNowhereReason')}
    />
  )
}
