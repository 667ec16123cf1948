import { resolveTime } from '@sluice/shared/time-text'
import { Clock } from 'lucide-react'
import { useId, useState } from 'react'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatInstant, formatRelative } from '#lib/time-format.ts'
import { parseTimeText } from '#lib/time-text.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Popover } from '#ui/popover.tsx'
import { TextField } from '#ui/text-field.tsx'
import { instantText } from './draft-time.ts'

interface TimeFieldProps {
  label: string
  text: string
  moves: boolean
  /** Why the text cannot be used, where that is worth a word. */
  fault: string | null
  onText: (text: string) => void
  /** A time picked from the list counts at once; left out: there is no list. */
  onPreset?: (text: string) => void
  onMoves: (moves: boolean) => void
}

/** Room for a date and a time to the minute; more is given where the text has seconds. */
const SHORT_TEXT = 16

/** A time as text; what it means is its tip, and stands beside it where the text does not say so itself. */
export function TimeField({ label, text, moves, fault, onText, onPreset, onMoves }: TimeFieldProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const now = useNow(1000)
  const tipId = useId()
  const time = parseTimeText(text, zone, now)
  const ms = time && resolveTime(time, now)
  const instant = ms === null ? null : formatInstant(ms, zone)
  const clock = time?.kind === 'at' ? time.clock : undefined
  const meaning =
    instant && ms !== null
      ? `${instant.date} ${instant.time} ${instant.offset} · ${formatRelative(ms, now, language)}`
      : null
  const asWritten = ms !== null && text.trim() === instantText(ms, zone)
  return (
    <>
      <span data-tip={meaning ?? undefined} className="inline-flex">
        <TextField
          label={label}
          mono
          placeholder={t('messages.timeHint')}
          aria-describedby={meaning ? tipId : undefined}
          className={classNames(text.length > SHORT_TEXT ? 'w-53' : onPreset ? 'w-43' : 'w-38')}
          value={text}
          fault={fault}
          onChange={(event) => onText(event.target.value)}
          trailing={onPreset && <TimePresets onPreset={onPreset} />}
        />
      </span>
      {meaning && (
        <span id={tipId} className="sr-only">
          {meaning}
        </span>
      )}
      {instant !== null && !asWritten && (
        <span aria-hidden="true" className="text-ink-muted text-meta tabular-nums">
          {time?.kind === 'at' && !time.epoch
            ? instant.offset
            : `${instant.date} ${instant.time.slice(0, 8)}`}
          {time?.kind === 'at' && time.epoch && time.epoch !== 'ms' && (
            <> · {t('messages.timeEpoch', { unit: time.epoch })}</>
          )}
        </span>
      )}
      {clock && (
        <span className="text-attention text-meta">
          {clock === 'doubled' ? t('messages.timeDoubled') : t('messages.timeSkipped')}
        </span>
      )}
      {time?.kind === 'ago' && (
        <label
          data-tip={t('messages.timeMovesTip')}
          className="flex items-center gap-1.5 whitespace-nowrap text-ink-muted text-meta"
        >
          <input
            type="checkbox"
            checked={moves}
            onChange={(event) => onMoves(event.target.checked)}
            className="accent-[var(--accent)]"
          />
          {t('messages.timeMoves')}
        </label>
      )}
    </>
  )
}

function TimePresets({ onPreset }: { onPreset: (text: string) => void }) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  const presets = [
    { text: 'now-5m', label: t('messages.lastMinutes', { count: 5 }) },
    { text: 'now-15m', label: t('messages.lastMinutes', { count: 15 }) },
    { text: 'now-1h', label: t('messages.lastHours', { count: 1 }) },
    { text: 'now-6h', label: t('messages.lastHours', { count: 6 }) },
    { text: 'now-1d', label: t('messages.lastDays', { count: 1 }) },
    { text: 'now-7d', label: t('messages.lastDays', { count: 7 }) },
  ]
  return (
    <Popover
      label={t('messages.timePresets')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton
          label={t('messages.timePresets')}
          icon={<Clock aria-hidden="true" className="size-3.5" />}
          className="-mr-1.5 !size-6"
        />
      }
    >
      <ul className="-m-1.5 flex flex-col">
        {presets.map(({ text, label }) => (
          <li key={text}>
            <Button
              look="quiet"
              className="w-full justify-between gap-6"
              onClick={() => {
                setOpen(false)
                onPreset(text)
              }}
            >
              {label}
              <span className="font-mono text-ink-faint text-meta">{text}</span>
            </Button>
          </li>
        ))}
      </ul>
    </Popover>
  )
}
