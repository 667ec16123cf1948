import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Repeat2 } from 'lucide-react'
import { useCallback, useMemo } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { replaysQuery } from '../replay.queries.ts'
import { listColumns } from './list-columns.tsx'
import { ThreeActs } from './three-acts.tsx'
import { inListOrder, isUnderWay } from './told-jobs.ts'
import { useLinks } from './use-links.ts'
import { useReplayEvents } from './use-replay-events.ts'

const WAITING_ROWS = 6
const LINK = 'shrink-0 px-1 text-accent hover:underline'
const idOf = ({ id }: { id: string }): string => id

/** All jobs of the cluster, what runs first. */
export function ReplaysPage({ cluster }: { cluster: string }) {
  const { t, language } = useText()
  const navigate = useNavigate()
  useDocumentTitle(t('replays.title'), cluster)
  useReplayEvents(cluster)
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    replaysQuery(cluster),
  )
  const jobs = useMemo(() => inListOrder(data?.pages.flatMap(({ replays }) => replays) ?? []), [data])
  const columns = useMemo(() => listColumns({ t, language }), [t, language])
  const rowAt = useCallback((index: number) => jobs[index], [jobs])
  const open = (index: number) => {
    const id = jobs[index]?.id
    if (id !== undefined) void navigate({ to: '/clusters/$cluster/replays/$id', params: { cluster, id } })
  }
  const begin = useCallback(
    () => void navigate({ to: '/clusters/$cluster/replays/new', params: { cluster } }),
    [navigate, cluster],
  )
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [{ id: 'replays.new', keys: 'n', label: t('replays.keyNew'), group: 'actions', run: begin }],
      [t, begin],
    ),
  )
  const links = useLinks(cluster)
  const active = jobs.filter(isUnderWay).length
  if (error && !data)
    return <ErrorPanel error={error} title={t('replays.listFailed')} onRetry={() => void refetch()} />
  return (
    <div className="flex h-full flex-col">
      <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
        <h1 className="font-semibold text-title">{t('replays.title')}</h1>
        {active > 0 && (
          <span role="status" className="text-ink-muted">
            {t('replays.active', { n: active })}
          </span>
        )}
        <span className="ml-auto flex items-center gap-2">
          <a {...links('play')} className={LINK}>
            {t('replays.playTitle')}
          </a>
          <a {...links('state')} className={LINK}>
            {t('replays.toState')}
          </a>
          <a {...links('bookmarks')} className={LINK}>
            {t('replays.toBookmarks')}
          </a>
          <a {...links('redrive')} className={LINK}>
            {t('replays.toRedrive')}
          </a>
          {hasNextPage && (
            <Button look="quiet" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
              {t('replays.older')}
            </Button>
          )}
          <Button look="primary" icon={<Repeat2 aria-hidden="true" className="size-3.5" />} onClick={begin}>
            {t('replays.newJob')}
          </Button>
        </span>
      </header>
      {data && jobs.length === 0 ? (
        <ThreeActs cluster={cluster} />
      ) : (
        <div className="min-h-0 flex-1">
          <DataTable
            label={t('replays.table')}
            columns={columns}
            rowCount={data ? jobs.length : WAITING_ROWS}
            rowAt={rowAt}
            rowId={idOf}
            onOpen={open}
            dimmed={error !== null}
          />
        </div>
      )}
    </div>
  )
}
