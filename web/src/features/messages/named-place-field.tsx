import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { bookmarksQuery } from '#features/replay/bookmarks.queries.ts'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { KeptChoice } from '#ui/kept-choice.tsx'
import { TextField } from '#ui/text-field.tsx'

interface NamedPlaceFieldProps {
  kind: 'bookmark' | 'group'
  /** Id of a bookmark or of a group. */
  value: string
  /** It was tried without one. */
  missing: boolean
  onText: (group: string) => void
  onBookmark: (id: string) => void
}

/** A place that is kept under a name: one of the cluster’s bookmarks, or where a group stands. */
export function NamedPlaceField({ kind, value, missing, onText, onBookmark }: NamedPlaceFieldProps) {
  const { t } = useText()
  if (kind === 'bookmark') return <BookmarkField value={value} missing={missing} onBookmark={onBookmark} />
  return (
    <TextField
      label={t('range.group')}
      mono
      autoFocus={value === ''}
      placeholder={t('range.group')}
      className="w-56"
      value={value}
      fault={missing ? t('range.groupFault') : null}
      onChange={(event) => onText(event.target.value)}
    />
  )
}

function BookmarkField({ value, missing, onBookmark }: Omit<NamedPlaceFieldProps, 'kind' | 'onText'>) {
  const { t } = useText()
  const { cluster = '' } = useParams({ strict: false })
  const { data, error } = useQuery(bookmarksQuery(cluster))
  return (
    <KeptChoice
      label={t('range.bookmark')}
      value={value}
      kept={data?.bookmarks}
      words={{ choose: t('range.chooseBookmark'), nothing: t('range.noBookmarks') }}
      fault={error ? describeError(error, t).headline : missing ? t('range.bookmarkFault') : null}
      onChoose={onBookmark}
    />
  )
}
