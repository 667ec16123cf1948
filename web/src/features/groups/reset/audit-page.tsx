import '#lib/i18n/moving-words.ts'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useCallback, useMemo, useState } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { auditQuery } from '../reset.queries.ts'
import { auditColumns } from './audit-columns.tsx'
import { AuditDetail } from './audit-detail.tsx'

interface AuditPageProps {
  cluster: string
  /** The group whose entries are shown; null: of all. */
  target: string | null
  onAll: () => void
}

const WAITING_ROWS = 8
const SIDE_PX = 400

/** Who did what to the cluster through Sluice, and why. */
export function AuditPage({ cluster, target, onAll }: AuditPageProps) {
  const { t } = useText()
  useDocumentTitle(t('moving.auditTitle'), cluster)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    auditQuery(cluster, target),
  )
  const entries = useMemo(() => data?.pages.flatMap((page) => page.entries) ?? [], [data])
  const [opened, setOpened] = useState<number | null>(null)
  const columns = useMemo(() => auditColumns({ t, cluster }), [t, cluster])
  const rowAt = useCallback((index: number) => entries[index], [entries])
  const open = entries.find(({ id }) => id === opened)
  if (error && !data)
    return <ErrorPanel error={error} title={t('moving.auditFailed')} onRetry={() => void refetch()} />
  return (
    <SplitPanes
      id="audit"
      resizeLabel={t('moving.resize')}
      startPx={SIDE_PX}
      side={open ? <AuditDetail entry={open} onClose={() => setOpened(null)} /> : null}
    >
      <div className="flex h-full flex-col">
        <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
          <h1 className="font-semibold text-title">{t('moving.auditTitle')}</h1>
          <span className="min-w-0 truncate text-ink-muted">
            {target === null ? t('moving.auditAll') : t('moving.auditOf', { target })}
          </span>
          {target !== null && (
            <Button look="link" onClick={onAll}>
              {t('moving.auditAll')}
            </Button>
          )}
          {hasNextPage && (
            <Button
              look="quiet"
              className="ml-auto"
              disabled={isFetchingNextPage}
              onClick={() => void fetchNextPage()}
            >
              {t('moving.auditOlder')}
            </Button>
          )}
        </header>
        {data && entries.length === 0 ? (
          <EmptyState title={t('moving.auditNone')} reason={t('moving.auditNoneReason')} />
        ) : (
          <div className="min-h-0 flex-1">
            <DataTable
              label={t('moving.auditTable')}
              columns={columns}
              rowCount={data ? entries.length : WAITING_ROWS}
              rowAt={rowAt}
              selectedIndex={open ? entries.indexOf(open) : null}
              onOpen={(index) => setOpened(entries[index]?.id ?? null)}
            />
          </div>
        )}
      </div>
    </SplitPanes>
  )
}
