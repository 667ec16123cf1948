import type { BookmarkSummary } from '@sluice/shared/replay-bookmarks'
import type { Translate } from '#lib/i18n/dictionary.ts'
import type { Column } from '#ui/data-table/column.ts'
import { TimeAgo } from '#ui/time-ago.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { cutWords } from './bookmark-words.ts'

const SHOWN = 1

export function bookmarkColumns(t: Translate, zone: string): readonly Column<BookmarkSummary>[] {
  return [
    {
      id: 'name',
      header: t('bookmarks.columnName'),
      track: 'minmax(10rem, 2fr)',
      cell: ({ name, note }) => (
        <span className="truncate font-medium" data-tip={note === '' ? undefined : note}>
          {name}
        </span>
      ),
    },
    {
      id: 'topics',
      header: t('bookmarks.columnTopics'),
      track: 'minmax(12rem, 3fr)',
      cell: ({ topics }) => (
        <span
          className="flex min-w-0 items-center gap-3"
          data-tip={topics.length > 1 ? topics.map(({ topic }) => topic).join('\n') : undefined}
        >
          {topics.slice(0, SHOWN).map(({ topic }) => (
            <TopicMark key={topic} topic={topic} />
          ))}
          {topics.length > SHOWN && (
            <span className="shrink-0 text-ink-muted">
              {t('bookmarks.moreTopics', { n: topics.length - SHOWN })}
            </span>
          )}
        </span>
      ),
    },
    {
      id: 'cut',
      header: t('bookmarks.columnCut'),
      track: 'minmax(9rem, 2fr)',
      cell: (bookmark) => <span className="truncate tabular-nums">{cutWords(bookmark, zone, t)}</span>,
    },
    { id: 'at', header: t('bookmarks.columnAt'), track: '7rem', cell: ({ at }) => <TimeAgo at={at} /> },
    {
      id: 'who',
      header: t('bookmarks.columnWho'),
      track: 'minmax(5rem, 9rem)',
      cell: ({ who }) =>
        who === '' ? (
          <span className="text-ink-faint">{t('bookmarks.anonymous')}</span>
        ) : (
          <span className="truncate">{who}</span>
        ),
    },
  ]
}
