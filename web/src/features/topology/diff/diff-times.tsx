import { useText } from '#lib/i18n/text-provider.tsx'
import { spanWords } from '#lib/span-words.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'

/** Which two times are compared, and how far they are apart. */
export function DiffTimes({ from, to }: { from: number; to: number }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const said = (at: number) => {
    const text = formatInstant(at, zone)
    return text ? `${text.date} ${text.time.slice(0, 8)}` : String(at)
  }
  return (
    <p className="text-ink-muted text-meta tabular-nums">
      {t('times.between', { from: said(from), to: said(to), span: spanWords(Math.abs(to - from), language) })}
    </p>
  )
}
