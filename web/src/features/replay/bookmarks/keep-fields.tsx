import type { Bookmark, BookmarkCut } from '@sluice/shared/replay-bookmarks'
import { type FormEvent, type ReactNode, useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { readOwnName } from '#lib/own-name.ts'
import { RefusableButton } from '#ui/refusable-button.tsx'
import { TextField } from '#ui/text-field.tsx'
import { useSetBookmark } from './use-set-bookmark.ts'

interface KeepFieldsProps {
  cluster: string
  /** The cut as it stands, or why there is none yet. */
  cut: () => BookmarkCut | string
  /** Why nobody may set one; null: it may be. */
  refusal: string | null
  onDone: (bookmark: Bookmark) => void
  /** What says where it goes through. */
  children: ReactNode
}

const FIELD = 'w-full [&>label]:w-20 [&>label]:shrink-0'

/** The name that a cut is kept under, and the button that keeps it. */
export function KeepFields({ cluster, cut, refusal, onDone, children }: KeepFieldsProps) {
  const { t } = useText()
  const [name, setName] = useState('')
  const [note, setNote] = useState('')
  const [who, setWho] = useState(readOwnName)
  const [fault, setFault] = useState<string | null>(null)
  const { mutate, isPending, error } = useSetBookmark(cluster, onDone)
  const nameless = fault !== null && name.trim() === ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    // React hands the event of a portal on to the form around its trigger, which must not run as well.
    event.stopPropagation()
    if (refusal !== null || isPending) return
    const read = cut()
    if (name.trim() === '' || typeof read === 'string') {
      setFault(typeof read === 'string' ? read : '')
      return
    }
    setFault(null)
    mutate({ name, note, who, cut: read })
  }
  const told = error && describeError(error, t)
  return (
    <form aria-label={t('bookmarks.make')} onSubmit={submit} className="flex flex-col gap-2">
      <TextField
        label={t('bookmarks.name')}
        labelShown
        autoFocus
        maxLength={200}
        placeholder={t('bookmarks.nameHint')}
        className={FIELD}
        value={name}
        fault={nameless ? t('bookmarks.nameFault') : null}
        onChange={(event) => setName(event.target.value)}
      />
      {children}
      <TextField
        label={t('bookmarks.note')}
        labelShown
        maxLength={2000}
        placeholder={t('bookmarks.noteHint')}
        className={FIELD}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <TextField
        label={t('bookmarks.who')}
        labelShown
        maxLength={200}
        placeholder={t('bookmarks.whoHint')}
        className={FIELD}
        value={who}
        onChange={(event) => setWho(event.target.value)}
      />
      {fault !== null && fault !== '' && (
        <p role="alert" className="text-meta text-trouble">
          {fault}
        </p>
      )}
      {told && (
        <p role="alert" className="max-w-96 text-meta text-trouble">
          {told.detail ?? told.headline}
        </p>
      )}
      <div className="flex justify-end pt-1">
        <RefusableButton refusal={refusal} look="primary" type="submit" disabled={isPending}>
          {t(isPending ? 'bookmarks.saving' : 'bookmarks.save')}
        </RefusableButton>
      </div>
    </form>
  )
}
