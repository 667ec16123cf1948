import { useText } from '#lib/i18n/text-provider.tsx'
import { useNow } from '#lib/now.ts'
import { formatIso, formatRelative } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'

/** An instant as a distance from now; the exact time in the page's zone on hover. */
export function TimeAgo({ at }: { at: number }) {
  const { language } = useText()
  const zone = useTimeZone()
  const now = useNow(1000)
  return (
    <time data-tip={formatIso(at, zone) ?? undefined} dateTime={formatIso(at, 'UTC') ?? undefined}>
      {formatRelative(at, now, language)}
    </time>
  )
}
