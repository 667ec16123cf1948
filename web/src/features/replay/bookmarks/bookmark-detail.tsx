import type { Bookmark, BookmarkSummary } from '@sluice/shared/replay-bookmarks'
import { useQuery } from '@tanstack/react-query'
import { Eye, Play, Send, Table2 } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { CopyButton } from '#ui/copy-button.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import { bookmarkQuery } from '../bookmarks.queries.ts'
import { addressOf, type BookmarkUse } from './bookmark-links.ts'
import { cutWords } from './bookmark-words.ts'
import { DeleteBookmark } from './delete-bookmark.tsx'
import { PlaceLink } from './place-link.tsx'

interface BookmarkDetailProps {
  cluster: string
  bookmark: BookmarkSummary
  refusal: string | null
  onGone: () => void
}

const USES: readonly [BookmarkUse, typeof Eye][] = [
  ['readFrom', Eye],
  ['readTo', Eye],
  ['playFrom', Play],
  ['stateAt', Table2],
  ['publishFrom', Send],
]
const ALL = ''

/** A cut as a whole: where it can be used, and its offsets. */
export function BookmarkDetail({ cluster, bookmark, refusal, onGone }: BookmarkDetailProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const { id, note, who, at, topics } = bookmark
  return (
    <>
      <dl className="grid grid-cols-[5.5rem_1fr] items-baseline gap-x-3 gap-y-1.5 p-3">
        <Row name={t('bookmarks.columnCut')}>{cutWords(bookmark, zone, t)}</Row>
        {note !== '' && <Row name={t('bookmarks.note')}>{note}</Row>}
        <Row name={t('bookmarks.columnAt')}>
          <time className="tabular-nums">{formatIso(at, zone)}</time>
        </Row>
        <Row name={t('bookmarks.columnWho')}>{who === '' ? t('bookmarks.anonymous') : who}</Row>
        <Row name={t('bookmarks.link')}>
          <span className="inline-flex items-center gap-1 font-mono">
            {`bookmark:${id}`}
            <CopyButton text={`bookmark:${id}`} label={t('bookmarks.copyLink')} />
          </span>
        </Row>
      </dl>
      <Uses cluster={cluster} bookmark={bookmark} />
      <Offsets
        key={id}
        cluster={cluster}
        id={id}
        rows={topics.reduce((sum, one) => sum + one.partitions, 0)}
      />
      <DeleteBookmark
        key={`delete ${id}`}
        cluster={cluster}
        bookmark={bookmark}
        refusal={refusal}
        onGone={onGone}
      />
    </>
  )
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-ink-muted text-meta">{name}</dt>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </>
  )
}

function Uses({ cluster, bookmark }: Pick<BookmarkDetailProps, 'cluster' | 'bookmark'>) {
  const { t } = useText()
  const { topics } = bookmark
  const [chosen, choose] = useState(ALL)
  const topic = chosen === ALL ? null : chosen
  const several = topics.length > 1 && topic === null
  return (
    <section aria-label={t('bookmarks.use')} className="border-hairline border-t p-3">
      <div className="flex items-center justify-between gap-2 pb-2">
        <h3 className="font-semibold">{t('bookmarks.use')}</h3>
        {topics.length > 1 && (
          <SelectField
            label={t('bookmarks.useOf')}
            mono={topic !== null}
            className="max-w-56"
            value={chosen}
            options={[
              { value: ALL, label: t('bookmarks.allTopics', { n: topics.length }) },
              ...topics.map((one) => ({ value: one.topic, label: one.topic })),
            ]}
            onChange={choose}
            fit
          />
        )}
      </div>
      <ul className="grid grid-cols-2 gap-1">
        {USES.filter(([use]) => use !== 'stateAt' || !several).map(([use, Sign]) => (
          <li key={use}>
            <PlaceLink
              cluster={cluster}
              to={addressOf(use, bookmark, topic)}
              className="flex h-7 items-center gap-2 rounded-md border border-hairline px-2 hover:border-accent hover:text-accent"
            >
              <Sign aria-hidden="true" className="size-3.5 text-ink-muted" />
              <span className="truncate">{t(`bookmarks.${use}`)}</span>
            </PlaceLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Offsets({ cluster, id, rows }: { cluster: string; id: string; rows: number }) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(bookmarkQuery(cluster, id))
  return (
    <section aria-label={t('bookmarks.offsets')} className="border-hairline border-t pt-3">
      <h3 className="flex items-baseline gap-2 px-3 pb-1 font-semibold">
        {t('bookmarks.offsets')}
        <span className="font-normal text-ink-muted text-meta">{t('bookmarks.partitions', { n: rows })}</span>
      </h3>
      {error && !data && (
        <ErrorPanel error={error} title={t('bookmarks.detailFailed')} onRetry={() => void refetch()} />
      )}
      {data ? <OffsetTable bookmark={data} /> : !error && <Skeleton className="mx-3 h-24" />}
    </section>
  )
}

/** More rows than this nobody reads; the whole is in the answer of the API. */
const ROWS_SHOWN = 500

function OffsetTable({ bookmark }: { bookmark: Bookmark }) {
  const { t } = useText()
  const rows = bookmark.topics.flatMap(({ topic, partitions }) =>
    partitions.map((one) => ({ topic, ...one })),
  )
  return (
    <>
      <StaticTable
        label={t('bookmarks.offsets')}
        rows={rows.slice(0, ROWS_SHOWN)}
        rowKey={({ topic, partition }) => `${topic}/${partition}`}
        columns={[
          { id: 'topic', header: t('bookmarks.columnTopic'), mono: true, cell: ({ topic }) => topic },
          {
            id: 'partition',
            header: t('bookmarks.columnPartition'),
            align: 'end',
            cell: ({ partition }) => partition,
          },
          {
            id: 'offset',
            header: t('bookmarks.columnOffset'),
            align: 'end',
            cell: ({ offset }) => formatCount(offset),
          },
        ]}
      />
      {rows.length > ROWS_SHOWN && (
        <p className="px-3 py-1 text-ink-muted text-meta">
          {t('bookmarks.moreTopics', { n: rows.length - ROWS_SHOWN })}
        </p>
      )}
    </>
  )
}
