import type { GroupHistory } from '@sluice/shared/groups-history'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant, formatIso } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { eventWords } from './event-words.ts'

/** What happened in the stretch, newest first, in words. */
export function HistoryEvents({ history }: { history: GroupHistory }) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const { events, eventsLeftOut } = history
  return (
    <section aria-label={t('groups.events')}>
      <h2 className="pb-1 font-medium text-meta">{t('groups.events')}</h2>
      {events.length === 0 && <p className="text-ink-muted">{t('groups.eventsNone')}</p>}
      <ul>
        {[...events].reverse().map((event, at) => {
          const instant = formatInstant(event.at, zone)
          return (
            <li
              key={`${event.at} ${at}`}
              className="flex min-h-6 items-baseline gap-3 border-hairline border-b py-0.5"
            >
              <time
                dateTime={formatIso(event.at, 'UTC') ?? undefined}
                data-tip={formatIso(event.at, zone) ?? undefined}
                className="shrink-0 font-mono text-ink-muted text-meta tabular-nums"
              >
                {instant && `${instant.date.slice(5)} ${instant.time.slice(0, 8)}`}
              </time>
              <span>{eventWords(event, t, language)}</span>
            </li>
          )
        })}
      </ul>
      {eventsLeftOut > 0 && (
        <p className="pt-1 text-ink-muted">{t('groups.eventsMore', { n: eventsLeftOut })}</p>
      )}
    </section>
  )
}
