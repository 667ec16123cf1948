import type { TailNote } from '@sluice/shared/messages-tail'
import { useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Popover } from '#ui/popover.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import type { ScanSnapshot } from '../message-store.ts'
import type { TopicPlace } from '../place.url.ts'
import { isAcross } from '../place-words.ts'

interface FilterErrorsButtonProps {
  snapshot: ScanSnapshot
  onRecord: (record: TopicPlace) => void
}

/** Records that the filter failed on are no silent misses: how many, and the first of them to look at. */
export function FilterErrorsButton({ snapshot, onRecord }: FilterErrorsButtonProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const count = snapshot.totals.filterErrors
  if (count === 0) return null
  const several = isAcross(snapshot.open)
  const samples = snapshot.notes.filter(({ code }) => code === 'filter-error')
  const words = t('coverage.failed', { count, text: formatCount(count) })
  return (
    <Popover
      label={words}
      side="top"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className="inline-flex h-6 shrink-0 items-center gap-1.5 whitespace-nowrap rounded px-1.5 text-attention hover:bg-surface-sunken"
        >
          <StateMark tone="attention" />
          {words}
        </button>
      }
    >
      <p className="px-1 pb-1.5 text-ink-muted text-meta">{t('coverage.failedWhy')}</p>
      <ul className="grid max-h-72 grid-cols-[max-content_1fr] gap-x-3 gap-y-0.5 overflow-auto text-meta">
        {samples.map((note) => (
          <Sample
            key={`${note.topic}/${note.partition}/${note.from}`}
            note={note}
            several={several}
            onOpen={(record) => {
              setOpen(false)
              onRecord(record)
            }}
          />
        ))}
      </ul>
    </Popover>
  )
}

function Sample({
  note,
  several,
  onOpen,
}: {
  note: TailNote
  several: boolean
  onOpen: (record: TopicPlace) => void
}) {
  const { t } = useText()
  const { topic, partition, from, message } = note
  if (topic === null || partition === null || from === null) return null
  return (
    <li className="col-span-2 grid grid-cols-subgrid items-baseline">
      <button
        type="button"
        onClick={() => onOpen({ topic, partition, offset: from })}
        className="rounded px-1 text-left text-accent tabular-nums underline-offset-2 hover:underline"
      >
        {several && <TopicMark topic={topic} className="mr-1.5" />}
        {t('coverage.record', { partition, offset: formatCount(from) })}
      </button>
      <span className="min-w-0 break-words">{message}</span>
    </li>
  )
}
