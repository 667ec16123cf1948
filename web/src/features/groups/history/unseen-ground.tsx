import type { GroupHistory } from '@sluice/shared/groups-history'
import { xOf } from '#charts/series-geometry.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'

/** Where there is room for the sentence. */
const WORDS_PX = 240

/** The time before the first figure: empty because nobody looked, and not because all was well. */
export function UnseenGround({ history, width }: { history: GroupHistory; width: number }) {
  const { t } = useText()
  const since = useSince(history)
  const { from, to } = history
  if (since === null || history.since === null || history.since <= from) return null
  const wide = xOf(Math.min(history.since, to), { from, to, top: 1, width, height: 1 })
  return (
    <span
      aria-hidden="true"
      className="pointer-events-none absolute inset-y-0 left-0 flex justify-center border-hairline-strong border-r border-dashed bg-surface-sunken/60 pt-16"
      style={{ width: wide }}
    >
      {wide >= WORDS_PX && (
        <span className="text-ink-faint text-meta">{t('groups.figuresSince', { since })}</span>
      )}
    </span>
  )
}

/** When the first figure that is still kept was taken, in words; null where there is none. */
export function useSince({ since }: Pick<GroupHistory, 'since'>): string | null {
  const zone = useTimeZone()
  const instant = since === null ? null : formatInstant(since, zone)
  return instant && `${instant.date} ${instant.time.slice(0, 8)}`
}
