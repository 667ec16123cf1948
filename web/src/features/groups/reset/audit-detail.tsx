import { type AuditEntry, MoveDetail } from '@sluice/shared/groups-audit'
import { X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import { ActionWords, ResultMark } from './audit-columns.tsx'

/** One entry of the audit as a whole. What another part has left there is shown as it is. */
export function AuditDetail({ entry, onClose }: { entry: AuditEntry; onClose: () => void }) {
  const { t } = useText()
  const zone = useTimeZone()
  const { at, who, why, target, result, detail } = entry
  const moved = MoveDetail.safeParse(detail)
  return (
    <section aria-label={t('moving.auditDetail')} className="flex h-full flex-col">
      <header className="flex h-9 shrink-0 items-center gap-2 border-hairline border-b px-3">
        <ResultMark result={result} />
        <IconButton
          label={t('moving.auditClose')}
          className="ml-auto"
          icon={<X aria-hidden="true" className="size-4" />}
          onClick={onClose}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-auto">
        <dl className="grid grid-cols-[5rem_1fr] items-baseline gap-x-3 gap-y-1.5 p-3">
          <Fact name={t('moving.auditAction')}>
            <ActionWords entry={entry} />
          </Fact>
          <Fact name={t('moving.auditTarget')}>
            <span className="font-mono">{target}</span>
          </Fact>
          <Fact name={t('moving.auditWhy')}>{why}</Fact>
          <Fact name={t('moving.auditWho')}>{who === '' ? t('moving.anonymous') : who}</Fact>
          <Fact name={t('moving.auditAt')}>
            <time className="tabular-nums">{formatIso(at, zone)}</time>
          </Fact>
          {moved.success && moved.data.message !== undefined && (
            <Fact name={moved.data.code ?? ''}>{moved.data.message}</Fact>
          )}
          {moved.success && moved.data.partitions !== undefined && (
            <Fact name={t('moving.auditAmount')}>
              {t('moving.auditPartitions', { n: moved.data.partitions })}
            </Fact>
          )}
        </dl>
        {moved.success ? (
          moved.data.rows && <MovedRows rows={moved.data.rows} />
        ) : (
          <pre className="px-3 font-mono text-meta">{JSON.stringify(detail, null, 2)}</pre>
        )}
      </div>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted text-meta [overflow-wrap:anywhere]">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  )
}

function MovedRows({ rows }: { rows: NonNullable<MoveDetail['rows']> }) {
  const { t } = useText()
  const place = (offset: string | null) => (offset === null ? t('moving.noOffset') : formatCount(offset))
  return (
    <StaticTable
      label={t('moving.auditPlaces')}
      rows={rows}
      rowKey={({ topic, partition }) => `${topic}/${partition}`}
      columns={[
        { id: 'topic', header: t('moving.columnTopic'), mono: true, cell: ({ topic }) => topic },
        {
          id: 'partition',
          header: t('moving.columnPartition'),
          align: 'end',
          cell: ({ partition }) => partition,
        },
        { id: 'from', header: t('moving.columnWas'), align: 'end', cell: ({ from }) => place(from) },
        { id: 'to', header: t('moving.columnTo'), align: 'end', cell: ({ to }) => place(to) },
      ]}
    />
  )
}
