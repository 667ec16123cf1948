import type { AlertRule } from '@sluice/shared/alerts'
import type { Alert } from '@sluice/shared/alerts-state'
import { useCallback, useMemo } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { openColumns, pastColumns } from './alert-columns.tsx'
import { ruleColumns } from './rule-columns.tsx'

interface ListProps<Row> {
  /** Undefined while they are on their way. */
  rows: readonly Row[] | undefined
  openId: string | undefined
  narrow: boolean
  dimmed: boolean
  onOpen: (id: string) => void
  onNewRule: () => void
}

const WAITING_ROWS = 8

export function OpenAlerts(props: ListProps<Alert> & { rules: number }) {
  const { t, language } = useText()
  const { narrow } = props
  const columns = useMemo(() => openColumns({ t, language }, { narrow }), [t, language, narrow])
  if (props.rows?.length === 0)
    return (
      <EmptyState title={t('alerts.noneOpen')} reason={t('alerts.noneOpenReason', { rules: props.rules })}>
        {props.rules === 0 && <Button onClick={props.onNewRule}>{t('alerts.newRule')}</Button>}
      </EmptyState>
    )
  return <List {...props} label={t('alerts.open')} columns={columns} />
}

export function PastAlerts(props: ListProps<Alert>) {
  const { t, language } = useText()
  const { narrow } = props
  const columns = useMemo(() => pastColumns({ t, language }, { narrow }), [t, language, narrow])
  if (props.rows?.length === 0)
    return <EmptyState title={t('alerts.nonePast')} reason={t('alerts.nonePastReason')} />
  return <List {...props} label={t('alerts.past')} columns={columns} />
}

export function RulesList(props: ListProps<AlertRule>) {
  const { t, language } = useText()
  const { narrow } = props
  const columns = useMemo(() => ruleColumns({ t, language }, { narrow }), [t, language, narrow])
  if (props.rows?.length === 0)
    return (
      <EmptyState title={t('alerts.noneRules')} reason={t('alerts.noneRulesReason')}>
        <Button onClick={props.onNewRule}>{t('alerts.newRule')}</Button>
      </EmptyState>
    )
  return <List {...props} label={t('alerts.rules')} columns={columns} />
}

interface TableProps<Row extends { id: string }> extends ListProps<Row> {
  label: string
  columns: Parameters<typeof DataTable<Row>>[0]['columns']
}

function List<Row extends { id: string }>({ label, columns, rows, openId, dimmed, onOpen }: TableProps<Row>) {
  const rowAt = useCallback((index: number) => rows?.[index], [rows])
  const open = useCallback(
    (index: number) => {
      const id = rows?.[index]?.id
      if (id !== undefined) onOpen(id)
    },
    [rows, onOpen],
  )
  return (
    <DataTable
      label={label}
      columns={columns}
      rowCount={rows?.length ?? WAITING_ROWS}
      rowAt={rowAt}
      rowKey={(index) => rows?.[index]?.id ?? index}
      selectedIndex={rows?.findIndex(({ id }) => id === openId) ?? null}
      onOpen={open}
      dimmed={dimmed}
      resetKey={label}
    />
  )
}
