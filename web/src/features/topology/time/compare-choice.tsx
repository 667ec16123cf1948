import { useText } from '#lib/i18n/text-provider.tsx'
import { spanWords } from '#lib/span-words.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { SelectField } from '#ui/select-field.tsx'
import type { TopologySearch } from '../topology-search.ts'

interface CompareChoiceProps {
  since: number | undefined
  /** What is compared with it. */
  base: number
  onChange: (part: Partial<Record<keyof TopologySearch, unknown>>) => void
}

const MINUTE = 60_000
const SPANS = [5 * MINUTE, 15 * MINUTE, 60 * MINUTE, 360 * MINUTE, 1440 * MINUTE, 10_080 * MINUTE] as const

/** With which earlier time the picture is compared: a span before it, or the very time that it shows. */
export function CompareChoice({ since, base, onChange }: CompareChoiceProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const time = since === undefined ? null : formatInstant(since, zone)
  const choose = (value: string) => {
    if (value === 'kept') return
    if (value === 'none') onChange({ since: undefined, panel: undefined })
    else
      onChange({
        since: value === 'here' ? base : base - Number(value),
        panel: 'changes',
        selected: undefined,
      })
  }
  return (
    <SelectField
      label={t('times.compare')}
      labelShown
      fit
      value={since === undefined ? 'none' : 'kept'}
      options={[
        { value: 'none', label: t('times.compareNone') },
        ...(time ? [{ value: 'kept', label: `${time.date} ${time.time.slice(0, 8)}` }] : []),
        { value: 'here', label: t('times.compareHere') },
        ...SPANS.map((ms) => ({
          value: String(ms),
          label: t('times.compareBefore', { span: spanWords(ms, language) }),
        })),
      ]}
      onChange={choose}
    />
  )
}
