import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { bookmarksQuery } from '#features/replay/bookmarks.queries.ts'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { KeptChoice } from '#ui/kept-choice.tsx'

interface MoveBookmarkFieldProps {
  /** Id of a bookmark; empty: none is chosen yet. */
  value: string
  onValue: (id: string) => void
}

/** Which of the cluster’s bookmarks a group goes to. */
export function MoveBookmarkField({ value, onValue }: MoveBookmarkFieldProps) {
  const { t } = useText()
  const { cluster = '' } = useParams({ strict: false })
  const { data, error } = useQuery(bookmarksQuery(cluster))
  return (
    <KeptChoice
      label={t('moving.bookmark')}
      value={value}
      kept={data?.bookmarks}
      words={{ choose: t('moving.chooseBookmark'), nothing: t('moving.noBookmarks') }}
      fault={error && describeError(error, t).headline}
      onChoose={onValue}
    />
  )
}
