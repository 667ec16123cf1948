import type { TopicPartition } from '@sluice/shared/topics'
import { type FormEvent, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { formatCount } from '#lib/number-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { SelectField } from '#ui/select-field.tsx'
import { type Draft, draftOf, readDraft } from './draft.ts'
import { type MessagesQuery, queryKey } from './messages.url.ts'
import { PartitionsField } from './partitions-field.tsx'
import { RunButton } from './run-button.tsx'
import { StartFields } from './start-fields.tsx'

interface ScanToolbarProps {
  query: MessagesQuery
  /** Null while it is not known which partitions there are. */
  partitions: readonly TopicPartition[] | null
  running: boolean
  onQuery: (part: Partial<MessagesQuery>) => void
  onRun: () => void
  onStop: () => void
}

const LIMITS = [50, 100, 200, 500, 1000, 5000, 10_000]

/** What to read. Whatever is a choice counts at once; what is typed counts with Enter or Run. */
export function ScanToolbar({ query, partitions, running, onQuery, onRun, onStop }: ScanToolbarProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const key = `${queryKey(query)} ${zone}`
  const [held, setHeld] = useState({ key, draft: draftOf(query.start, zone), tried: false })
  // A link that changed, by the browser's back button for instance, takes the fields with it.
  const { draft, tried } = held.key === key ? held : { draft: draftOf(query.start, zone), tried: false }

  const edit = (part: Partial<Draft>) => setHeld({ key, draft: { ...draft, ...part }, tried: false })
  const apply = (next: Draft) => {
    const reading = readDraft(next, zone, Date.now())
    if (!reading.ok) return setHeld({ key, draft: next, tried: true })
    const changed = queryKey({ ...query, start: reading.start }) !== queryKey(query)
    if (changed) onQuery({ start: reading.start })
    else onRun()
  }
  const choose = (part: Partial<Draft>) => {
    const next = { ...draft, ...part }
    edit(part)
    if (next.kind === 'newest' || next.kind === 'oldest' || part.time !== undefined) apply(next)
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (running) onStop()
    else apply(draft)
  }
  const reading = readDraft(draft, zone, Date.now())
  const pending = !reading.ok || queryKey({ ...query, start: reading.start }) !== queryKey(query)

  return (
    <form
      aria-label={t('messages.toolbar')}
      onSubmit={submit}
      onKeyDown={(event) => running && keyPress(event.nativeEvent) === 'escape' && onStop()}
      className="flex shrink-0 items-start gap-2 border-hairline border-b px-3 pt-1 pb-[3px]"
    >
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1.5">
        <StartFields draft={draft} tried={tried} partitions={partitions} onEdit={edit} onChoose={choose} />
        <SelectField
          label={t('messages.limit')}
          value={String(query.limit)}
          options={limitOptions(query.limit).map((limit) => ({
            value: String(limit),
            label: t('messages.limitOption', { count: formatCount(limit) }),
          }))}
          onChange={(limit) => onQuery({ limit: Number(limit) })}
        />
        <PartitionsField
          chosen={query.partitions}
          partitions={partitions}
          onChoose={(chosen) => onQuery({ partitions: chosen })}
        />
        <SelectField
          label={t('messages.isolation')}
          value={query.isolation}
          options={[
            { value: 'read_committed', label: t('messages.committed') },
            { value: 'read_uncommitted', label: t('messages.uncommitted') },
          ]}
          onChange={(isolation) => onQuery({ isolation })}
        />
      </div>
      <RunButton running={running} pending={pending} />
    </form>
  )
}

function limitOptions(limit: number): number[] {
  return LIMITS.includes(limit) ? LIMITS : [...LIMITS, limit].sort((a, b) => a - b)
}
