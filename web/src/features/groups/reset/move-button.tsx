import '#lib/i18n/moving-words.ts'
import { useQuery } from '@tanstack/react-query'
import { useMatchRoute, useNavigate } from '@tanstack/react-router'
import { MoveHorizontal } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { clusterListQuery } from '#features/clusters/clusters.queries.ts'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { RefusableButton } from '#ui/refusable-button.tsx'

interface MoveButtonProps {
  cluster: string
  group: string
}

/** Leads to where a group is moved. Where that is not possible it stays in sight and says why. */
export function MoveButton({ cluster, group }: MoveButtonProps) {
  const { t } = useText()
  const navigate = useNavigate()
  const refusal = useMoveRefusal(cluster)
  const here =
    useMatchRoute()({ to: '/clusters/$cluster/groups/$group/move', params: { cluster, group } }) !== false
  const open = useCallback(
    () => void navigate({ to: '/clusters/$cluster/groups/$group/move', params: { cluster, group } }),
    [navigate, cluster, group],
  )
  const commands = useMemo<KeyCommand[]>(
    () =>
      refusal === null
        ? [{ id: 'groups.move', keys: 'm', label: t('moving.key'), group: 'actions', run: open }]
        : [],
    [refusal, t, open],
  )
  useKeyCommands(commands)
  return (
    <RefusableButton
      look="quiet"
      refusal={refusal}
      icon={<MoveHorizontal aria-hidden="true" className="size-4" />}
      data-tip={t('moving.actionTip')}
      aria-current={here ? 'page' : undefined}
      className={classNames('!px-2', here && '!text-accent font-medium')}
      onClick={open}
    >
      {t('moving.action')}
    </RefusableButton>
  )
}

/** Why no group of the cluster can be moved; null where it can. */
function useMoveRefusal(cluster: string): string | null {
  const { t } = useText()
  const { data } = useQuery(clusterListQuery())
  const writes = data?.clusters.find(({ name }) => name === cluster)?.writes
  if (writes === undefined) return t('moving.unknownWrites')
  if (writes.reason === 'configured') return t('moving.readOnlyConfigured', { cluster })
  return writes.reason === 'no-authentication' ? t('moving.readOnlyOpen') : null
}
