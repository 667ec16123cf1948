import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatInstant, formatRelative } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { SelectField } from '#ui/select-field.tsx'
import { TextField } from '#ui/text-field.tsx'
import { readTimestamp } from '../timestamp.ts'
import type { Origin, PartitionChoice, RecordDraft } from './compose.ts'
import { readTime } from './read-record.ts'

interface PlaceFieldsProps {
  record: RecordDraft
  origin: Origin | null
  /** Null while it is not known which there are. */
  partitions: readonly number[] | null
  /** The topic puts its own time in place of what is given. */
  stamped: boolean
  onEdit: (part: Partial<RecordDraft>) => void
}

/** Where the record goes and what time it bears. */
export function PlaceFields({ record, origin, partitions, stamped, onEdit }: PlaceFieldsProps) {
  const { t } = useText()
  const { partition, time } = record
  const known = partitions ?? []
  const shown = typeof partition === 'number' && !known.includes(partition) ? [...known, partition] : known
  return (
    <div className="flex flex-col gap-2">
      <SelectField
        label={t('produce.partPartition')}
        labelShown
        className="justify-between [&>label]:w-24 [&>label]:font-medium [&>label]:text-body [&>label]:text-ink"
        value={String(partition)}
        options={[
          { value: 'key', label: t(record.key.mode === 'null' ? 'produce.byNoKey' : 'produce.byKey') },
          { value: 'any', label: t('produce.anyPartition') },
          ...shown.map((one) => ({
            value: String(one),
            label: t('produce.onePartition', { partition: one }),
          })),
        ]}
        onChange={(choice) => onEdit({ partition: toChoice(choice) })}
      />
      <div className="flex flex-wrap items-center gap-2">
        <SelectField
          label={t('produce.partTime')}
          labelShown
          className="[&>label]:w-24 [&>label]:font-medium [&>label]:text-body [&>label]:text-ink"
          value={time === null ? 'now' : 'given'}
          options={[
            { value: 'now', label: t('produce.timeNow') },
            { value: 'given', label: t('produce.timeGiven') },
          ]}
          onChange={(choice) => onEdit({ time: choice === 'now' ? null : String(Date.now()) })}
        />
        {time !== null && <GivenTime text={time} onText={(text) => onEdit({ time: text })} />}
        {origin !== null && time !== String(origin.timestamp) && (
          <Button look="link" onClick={() => onEdit({ time: String(origin.timestamp) })}>
            {t('produce.timeOriginal')}
          </Button>
        )}
      </div>
      {stamped && <p className="text-ink-muted text-meta">{t('produce.timeReplaced')}</p>}
    </div>
  )
}

function toChoice(choice: string): PartitionChoice {
  return choice === 'key' || choice === 'any' ? choice : Number(choice)
}

function GivenTime({ text, onText }: { text: string; onText: (text: string) => void }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const now = useNow(1000)
  const timestamp = readTime(text, zone, now)
  const reading = timestamp === null ? null : readTimestamp(timestamp)
  const instant = reading?.kind === 'instant' ? formatInstant(reading.ms, zone) : null
  return (
    <>
      <TextField
        label={t('produce.timeGiven')}
        mono
        className="min-w-0 flex-1"
        value={text}
        fault={timestamp === null ? t('produce.timeFault') : null}
        onChange={(event) => onText(event.target.value)}
      />
      {instant !== null && reading?.kind === 'instant' && (
        <span className="w-full pl-26 text-ink-muted text-meta tabular-nums">
          {instant.date} {instant.time} {instant.offset} · {formatRelative(reading.ms, now, language)}
        </span>
      )}
    </>
  )
}
