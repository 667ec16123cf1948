import { resolveTime } from '@sluice/shared/time-text'
import { type FormEvent, useState } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant } from '#lib/time-format.ts'
import { parseTimeText } from '#lib/time-text.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { TextField } from '#ui/text-field.tsx'
import { between, type HistoryRange } from './history-range.ts'

interface BetweenButtonProps {
  /** What is shown now: where the fields begin. */
  from: number
  to: number
  onRange: (range: HistoryRange) => void
}

/** Any stretch of time, by its two ends as a person writes them. */
export function BetweenButton({ from, to, onRange }: BetweenButtonProps) {
  const { t } = useText()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t('groups.rangeCustom')}
      open={open}
      onOpenChange={setOpen}
      trigger={<Button look="link">{t('groups.rangeCustom')}</Button>}
    >
      <BetweenForm
        from={from}
        to={to}
        onRange={(range) => {
          setOpen(false)
          onRange(range)
        }}
      />
    </Popover>
  )
}

function BetweenForm({ from, to, onRange }: BetweenButtonProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const [texts, setTexts] = useState(() => ({ from: written(from, zone), to: written(to, zone) }))
  const now = Date.now()
  const [left, right] = [read(texts.from, zone, now), read(texts.to, zone, now)]
  const fault = (ms: number | null) => (ms === null ? t('groups.rangeBad') : null)
  const order = left !== null && right !== null && right <= left ? t('groups.rangeOrder') : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (left !== null && right !== null && order === null) onRange(between(left, right))
  }
  return (
    <form onSubmit={submit} className="flex w-72 flex-col gap-3">
      <TextField
        label={t('groups.rangeFrom')}
        labelShown
        mono
        value={texts.from}
        fault={fault(left)}
        onChange={(event) => setTexts({ ...texts, from: event.target.value })}
      />
      <TextField
        label={t('groups.rangeTo')}
        labelShown
        mono
        value={texts.to}
        fault={fault(right) ?? order}
        onChange={(event) => setTexts({ ...texts, to: event.target.value })}
      />
      <span className="flex items-center gap-3">
        <Button type="submit" look="primary" disabled={left === null || right === null || order !== null}>
          {t('groups.rangeShow')}
        </Button>
        <span className="text-ink-faint text-meta">{zone}</span>
      </span>
    </form>
  )
}

function read(text: string, zone: string, now: number): number | null {
  const time = parseTimeText(text, zone, now)
  return time === null ? null : resolveTime(time, now)
}

function written(ms: number, zone: string): string {
  const instant = formatInstant(ms, zone)
  return instant === null ? '' : `${instant.date} ${instant.time.slice(0, 8)}`
}
