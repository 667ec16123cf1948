import type { MessagesQuery } from '@sluice/shared/messages-link'
import type { TopicPartition } from '@sluice/shared/topics'
import type { FormEvent } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { keyPress } from '#lib/key-press.ts'
import { formatCount } from '#lib/number-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { SelectField } from '#ui/select-field.tsx'
import { FindBox } from './find-box.tsx'
import { PartitionsField } from './partitions-field.tsx'
import { RunButton } from './run-button.tsx'
import { StartFields } from './start-fields.tsx'
import { useToolbar } from './use-toolbar.ts'

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
  const toolbar = useToolbar({ query, zone: useTimeZone(), onQuery, onRun })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (running) onStop()
    else toolbar.apply()
  }

  return (
    <form
      aria-label={t('messages.toolbar')}
      onSubmit={submit}
      onKeyDown={(event) => running && keyPress(event.nativeEvent) === 'escape' && onStop()}
      className="flex shrink-0 items-start gap-2 border-hairline border-b px-3 pt-1 pb-[3px]"
    >
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2 gap-y-1.5">
        <StartFields
          draft={toolbar.draft}
          tried={toolbar.tried}
          partitions={partitions}
          onEdit={toolbar.edit}
          onChoose={toolbar.choose}
        />
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
        <FindBox
          find={toolbar.find}
          running={running}
          onType={toolbar.type}
          onChoose={toolbar.chooseFind}
          onApply={() => (toolbar.pending || !running) && toolbar.apply()}
        />
      </div>
      <RunButton running={running} pending={toolbar.pending} />
    </form>
  )
}

function limitOptions(limit: number): number[] {
  return LIMITS.includes(limit) ? LIMITS : [...LIMITS, limit].sort((a, b) => a - b)
}
