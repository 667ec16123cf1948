import type { GroupHistory } from '@sluice/shared/groups-history'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { useSince } from './unseen-ground.tsx'

/** Since when and how much is kept, and what was lost of it. */
export function StoreLine({ history }: { history: GroupHistory }) {
  const { t } = useText()
  const since = useSince(history)
  const zone = useTimeZone()
  const { bytes, maxBytes, dropped, setAside } = history.store
  return (
    <footer className="flex flex-wrap items-center gap-x-4 gap-y-1 border-hairline border-t px-4 py-1 text-ink-muted text-meta">
      {since !== null && <span className="tabular-nums">{t('groups.figuresSince', { since })}</span>}
      {bytes !== null && (
        <span data-tip={t('groupStore.sizeWhy')} className="tabular-nums">
          {t('groupStore.size', { bytes: formatBytes(bytes), max: formatBytes(maxBytes) })}
        </span>
      )}
      {dropped > 0 && (
        <span className="flex items-center gap-1.5 text-attention">
          <StateMark tone="attention" />
          {t('groupStore.dropped', { count: formatCount(`${dropped}`) })}
        </span>
      )}
      {setAside.map(({ at, file, why }) => {
        const instant = formatInstant(at, zone)
        return (
          <span key={file} data-tip={why} className="flex items-center gap-1.5 text-attention">
            <StateMark tone="attention" />
            {t('groupStore.begunAnew', {
              at: instant === null ? '' : `${instant.date} ${instant.time.slice(0, 8)}`,
              file: file.slice(file.lastIndexOf('/') + 1),
            })}
          </span>
        )
      })}
    </footer>
  )
}
