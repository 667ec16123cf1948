import type { DeadLetter } from '@sluice/shared/replay-dead-letters'
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Button } from '#ui/button.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { deadLetterQuery } from '../dead-letters.queries.ts'
import { isJson } from './redrive-draft.ts'

interface EditValueProps {
  cluster: string
  topic: string
  letter: DeadLetter
  place: string
  edit: string | null | undefined
  onEdit: (value: string | null | undefined) => void
}

/** Larger ones are no work for a field of a page. */
const EDIT_BYTES_MAX = 256 * 1024

/** The whole value of one record, to be written anew. */
export function EditValue({ cluster, topic, letter, place, edit, onEdit }: EditValueProps) {
  const { t } = useText()
  const { data, error } = useQuery(deadLetterQuery(cluster, topic, letter.partition, letter.offset))
  if (error) return <p className="py-1 text-trouble">{describeError(error, t).detail}</p>
  if (data === undefined) return <Skeleton className="my-1 h-24" />
  const { value } = data
  if (value?.encoding === 'base64') return <p className="py-1 text-ink-muted">{t('redrive.editBinary')}</p>
  if (value?.truncated || (value?.size ?? 0) > EDIT_BYTES_MAX)
    return <p className="py-1 text-ink-muted">{t('redrive.editTooLarge')}</p>
  const before = value?.data ?? null
  return <Field place={place} before={before} edit={edit} onEdit={onEdit} />
}

interface FieldProps extends Pick<EditValueProps, 'place' | 'edit' | 'onEdit'> {
  before: string | null
}

function Field({ place, before, edit, onEdit }: FieldProps) {
  const { t } = useText()
  const id = useId()
  const [text, setText] = useState(pretty((edit === undefined ? before : edit) ?? ''))
  const [nothing, setNothing] = useState((edit === undefined ? before : edit) === null)
  // What was JSON is read as JSON where it goes; a slip there would only come back as another dead letter.
  const broken = !nothing && before !== null && isJson(before) && !isJson(text)
  return (
    <div className="flex flex-col gap-1.5 py-1">
      <label htmlFor={id} className="text-ink-muted text-meta">
        {`${t('redrive.editOf', { place })}. ${t('redrive.editWhy')}`}
      </label>
      <textarea
        id={id}
        // biome-ignore lint/a11y/noAutofocus: the field appears because this was chosen
        autoFocus
        spellCheck={false}
        rows={10}
        disabled={nothing}
        aria-invalid={broken || undefined}
        value={nothing ? '' : text}
        onChange={(event) => setText(event.target.value)}
        className={`w-full resize-y rounded-md border bg-surface px-2 py-1 font-mono text-meta outline-none focus:border-accent ${broken ? 'border-trouble' : 'border-hairline-strong'}`}
      />
      <div className="flex flex-wrap items-center gap-2">
        <label className="flex items-center gap-1.5">
          <input
            type="checkbox"
            checked={nothing}
            onChange={() => setNothing(!nothing)}
            className="accent-[var(--accent)]"
          />
          {t('redrive.editNull')}
        </label>
        {broken && (
          <span role="alert" className="text-meta text-trouble">
            {t('redrive.editJson')}
          </span>
        )}
        <span className="ml-auto flex gap-2">
          <Button look="quiet" onClick={() => onEdit(undefined)}>
            {t('redrive.editDrop')}
          </Button>
          <Button look="primary" disabled={broken} onClick={() => onEdit(nothing ? null : text)}>
            {t('redrive.editSave')}
          </Button>
        </span>
      </div>
    </div>
  )
}

/** Laid out in lines where nothing is lost by it: a 1.0 that would come back as 1 stays as it stands. */
function pretty(text: string): string {
  if (!isJson(text)) return text
  const value: unknown = JSON.parse(text)
  return JSON.stringify(value) === text ? JSON.stringify(value, null, 2) : text
}
