import type { Broker } from '@sluice/shared/clusters'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { Figure } from '#ui/figure.tsx'
import { type StaticColumn, StaticTable } from '#ui/static-table.tsx'

export function BrokersTable({ brokers }: { brokers: readonly Broker[] }) {
  const { t } = useText()
  const columns: StaticColumn<Broker>[] = [
    { id: 'id', header: t('clusters.broker'), mono: true, cell: ({ id }) => id },
    {
      id: 'host',
      header: t('clusters.host'),
      mono: true,
      cell: ({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`,
    },
    {
      id: 'rack',
      header: t('clusters.rack'),
      mono: true,
      cell: ({ rack }) => <Figure value={rack} format={String} reason={t('clusters.noRack')} />,
    },
    {
      id: 'role',
      header: t('clusters.role'),
      cell: ({ controller }) =>
        controller && <Badge tip={t('clusters.controllerTip')}>{t('clusters.controller')}</Badge>,
    },
    {
      id: 'leaders',
      header: t('clusters.leaders'),
      headerTip: t('clusters.leadersTip'),
      align: 'end',
      cell: ({ leaders }) => formatCount(leaders),
    },
    {
      id: 'replicas',
      header: t('clusters.replicas'),
      headerTip: t('clusters.replicasTip'),
      align: 'end',
      cell: ({ replicas }) => formatCount(replicas),
    },
  ]
  return (
    <StaticTable
      label={t('clusters.brokersTable')}
      columns={columns}
      rows={brokers}
      rowKey={({ id }) => id}
    />
  )
}
