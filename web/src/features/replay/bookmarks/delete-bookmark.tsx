import type { BookmarkSummary } from '@sluice/shared/replay-bookmarks'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { readOwnName } from '#lib/own-name.ts'
import { Button } from '#ui/button.tsx'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { useDeleteBookmark } from './use-set-bookmark.ts'

interface DeleteBookmarkProps {
  cluster: string
  bookmark: Pick<BookmarkSummary, 'id' | 'name'>
  refusal: string | null
  onGone: () => void
}

/** Deletes it after a second press: links that name it cannot be mended. */
export function DeleteBookmark({ cluster, bookmark, refusal, onGone }: DeleteBookmarkProps) {
  const { t } = useText()
  const [asked, setAsked] = useState(false)
  const { mutate, isPending, error } = useDeleteBookmark(cluster, onGone)
  const told = error && describeError(error, t)
  return (
    <div className="mt-3 flex flex-wrap items-center gap-2 border-hairline border-t p-3">
      {asked ? (
        <>
          <p className="w-full">{t('bookmarks.removeAsk')}</p>
          <Button
            look="primary"
            autoFocus
            disabled={isPending}
            onClick={() => mutate({ ...bookmark, who: readOwnName() })}
          >
            {t('bookmarks.removeYes')}
          </Button>
          <Button onClick={() => setAsked(false)}>{t('bookmarks.removeNo')}</Button>
        </>
      ) : (
        <RefusableButton
          refusal={refusal}
          look="quiet"
          icon={<Trash2 aria-hidden="true" className="size-3.5" />}
          onClick={() => setAsked(true)}
        >
          {t('bookmarks.remove')}
        </RefusableButton>
      )}
      {told && (
        <p role="alert" className="w-full text-meta text-trouble">
          {`${t('bookmarks.removeFailed')}: ${told.detail ?? told.headline}`}
        </p>
      )}
    </div>
  )
}
