import type { Payload } from '@sluice/shared/messages'
import type { DeadLetter } from '@sluice/shared/replay-dead-letters'
import { Pencil } from 'lucide-react'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { EditValue } from './edit-value.tsx'

interface LetterRowProps {
  cluster: string
  topic: string
  letter: DeadLetter
  chosen: boolean
  /** Its value as written by hand; undefined: as it is. */
  edit: string | null | undefined
  /** No more values may be changed. */
  full: boolean
  onToggle: () => void
  onEdit: (value: string | null | undefined) => void
}

/** One dead letter: chosen here, and its value changed. */
export function LetterRow(props: LetterRowProps) {
  const { cluster, topic, letter, chosen, edit, full, onToggle, onEdit } = props
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const { partition, offset, timestamp, key, value, replays, origin } = letter
  const place = `${partition}:${formatCount(offset)}`
  const shown = edit === undefined ? preview(value) : edit
  return (
    <li className="border-hairline border-t px-3 py-1 first:border-t-0">
      <div className="flex h-7 items-center gap-2">
        <label className="flex min-w-0 flex-1 items-center gap-2">
          <input
            type="checkbox"
            aria-label={t('redrive.chooseRecord', { place })}
            checked={chosen}
            onChange={onToggle}
            className="shrink-0 accent-[var(--accent)]"
          />
          <span className="shrink-0 font-mono tabular-nums">{place}</span>
          <span className="truncate font-mono text-ink-muted text-meta">{preview(key) ?? ''}</span>
        </label>
        {edit !== undefined && <Badge>{t('redrive.edited')}</Badge>}
        {replays > 0 && <Badge tip={t('redrive.columnBackTip')}>{t('redrive.times', { n: replays })}</Badge>}
        <span className="shrink-0 text-ink-muted text-meta">
          <TimeAgo at={Number(timestamp)} />
        </span>
        <IconButton
          label={t(full ? 'redrive.editFull' : 'redrive.edit')}
          disabled={full}
          aria-expanded={open}
          icon={<Pencil aria-hidden="true" className="size-3.5" />}
          onClick={() => setOpen(!open)}
        />
      </div>
      {!open && (
        <p className="truncate pl-5.5 font-mono text-ink-muted text-meta">
          {shown ?? t('redrive.nullValue')}
        </p>
      )}
      {!open && letter.message !== null && (
        <p className="truncate pl-5.5 text-meta" data-tip={letter.message}>
          {letter.message}
        </p>
      )}
      {!open && origin !== null && origin.partition !== null && (
        <p className="truncate pl-5.5 text-ink-faint text-meta">
          {`${origin.topic}:${origin.partition}${origin.offset === null ? '' : `:${formatCount(origin.offset)}`}`}
        </p>
      )}
      {open && (
        <EditValue
          cluster={cluster}
          topic={topic}
          letter={letter}
          place={place}
          edit={edit}
          onEdit={(next) => {
            onEdit(next)
            setOpen(false)
          }}
        />
      )}
    </li>
  )
}

const PREVIEW = 200

function preview(payload: Payload | null): string | null {
  if (payload === null) return null
  return payload.data.slice(0, PREVIEW)
}
