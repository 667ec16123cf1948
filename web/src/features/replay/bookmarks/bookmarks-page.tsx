import '#lib/i18n/bookmarks-words.ts'
import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { type ReactNode, useCallback, useMemo } from 'react'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { DataTable } from '#ui/data-table/data-table.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { SplitPanes } from '#ui/split-panes.tsx'
import { bookmarksQuery } from '../bookmarks.queries.ts'
import { bookmarkColumns } from './bookmark-columns.tsx'
import { BookmarkDetail } from './bookmark-detail.tsx'
import { NewBookmark } from './new-bookmark.tsx'

/** What the link says: the bookmark that is open, or that one is being made, and of what. */
export interface BookmarksUrl {
  open: string | null
  making: boolean
  topics: readonly string[]
  group: string
}

interface BookmarksPageProps {
  cluster: string
  url: BookmarksUrl
  onUrl: (part: Partial<BookmarksUrl>) => void
}

const WAITING_ROWS = 6
const SIDE_PX = 420

/** The cuts that people keep: seen, set, used and deleted here. */
export function BookmarksPage({ cluster, url, onUrl }: BookmarksPageProps) {
  const { t } = useText()
  useDocumentTitle(t('bookmarks.title'), cluster)
  const zone = useTimeZone()
  const { data, error, refetch } = useQuery(bookmarksQuery(cluster))
  const all = useMemo(() => data?.bookmarks ?? [], [data])
  const columns = useMemo(() => bookmarkColumns(t, zone), [t, zone])
  const rowAt = useCallback((index: number) => all[index], [all])
  const refusal = data?.readOnly == null ? null : t('bookmarks.readOnly')
  const opened = all.find(({ id }) => id === url.open)
  const make = useCallback(() => onUrl({ making: true, open: null }), [onUrl])
  const close = useCallback(() => onUrl({ making: false, open: null, topics: [], group: '' }), [onUrl])
  const beside = url.making || opened !== undefined
  const commands = useMemo<KeyCommand[]>(
    () => [
      { id: 'bookmarks.new', keys: 'n', label: t('bookmarks.key'), group: 'actions', run: make },
      {
        id: 'bookmarks.close',
        keys: 'escape',
        label: t('bookmarks.close'),
        group: 'lists',
        ...(beside && { run: close }),
      },
    ],
    [t, make, close, beside],
  )
  useKeyCommands(commands)
  if (error && !data)
    return <ErrorPanel error={error} title={t('bookmarks.failed')} onRetry={() => void refetch()} />
  const side = url.making ? (
    <Side title={t('bookmarks.make')} onClose={close}>
      <NewBookmark
        cluster={cluster}
        topics={url.topics}
        group={url.group}
        refusal={refusal}
        onDone={({ id }) => onUrl({ making: false, open: id, topics: [], group: '' })}
      />
    </Side>
  ) : (
    opened && (
      <Side title={opened.name} onClose={close}>
        <BookmarkDetail cluster={cluster} bookmark={opened} refusal={refusal} onGone={close} />
      </Side>
    )
  )
  return (
    <SplitPanes id="bookmarks" resizeLabel={t('bookmarks.resize')} startPx={SIDE_PX} side={side ?? null}>
      <div className="flex h-full flex-col">
        <header className="flex h-9 shrink-0 items-center gap-3 border-hairline border-b px-3">
          <h1 className="shrink-0 font-semibold text-title">{t('bookmarks.title')}</h1>
          <span className="min-w-0 truncate text-ink-muted">{t('bookmarks.sub')}</span>
          <Button
            look="primary"
            className="ml-auto shrink-0"
            icon={<Plus aria-hidden="true" className="size-3.5" />}
            data-tip={`${t('bookmarks.make')}  N`}
            onClick={make}
          >
            {t('bookmarks.make')}
          </Button>
        </header>
        {data && all.length === 0 ? (
          <EmptyState title={t('bookmarks.none')} reason={t('bookmarks.noneReason')} />
        ) : (
          <div className="min-h-0 flex-1">
            <DataTable
              label={t('bookmarks.table')}
              columns={columns}
              rowCount={data ? all.length : WAITING_ROWS}
              rowAt={rowAt}
              selectedIndex={opened ? all.indexOf(opened) : null}
              onOpen={(index) => onUrl({ open: all[index]?.id ?? null, making: false })}
            />
          </div>
        )}
      </div>
    </SplitPanes>
  )
}

function Side({ title, onClose, children }: { title: string; onClose: () => void; children: ReactNode }) {
  const { t } = useText()
  return (
    <section aria-label={title} className="flex h-full flex-col">
      <div className="flex h-9 shrink-0 items-center gap-1 border-hairline border-b px-3">
        <h2 className="min-w-0 truncate font-semibold" data-tip={title}>
          {title}
        </h2>
        <IconButton
          label={t('bookmarks.close')}
          keys="Esc"
          className="ml-auto"
          icon={<X aria-hidden="true" className="size-3.5" />}
          onClick={onClose}
        />
      </div>
      <div className="min-h-0 flex-1 overflow-auto">{children}</div>
    </section>
  )
}
