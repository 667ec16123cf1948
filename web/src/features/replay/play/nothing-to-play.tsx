import { Link } from '@tanstack/react-router'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlaySpan } from '#lib/play-engine.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { EmptyState } from '#ui/empty-state.tsx'
import type { PlayUrl } from './play-link.ts'
import type { ChangePlayUrl } from './use-play-url.ts'

interface NothingToPlayProps {
  cluster: string
  url: PlayUrl
  /** When these topics do have events; null: never, or it is not known. */
  log: PlaySpan | null
  onChange: ChangePlayUrl
  onAgain: () => void
}

/** A range without events: says where there are some. */
export function NothingToPlay({ cluster, url, log, onChange, onAgain }: NothingToPlayProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const words = (ms: number) => {
    const instant = formatInstant(ms, zone)
    return instant === null ? String(ms) : `${instant.date} ${instant.time.slice(0, 8)}`
  }
  const reason =
    log === null ? t('play.emptyNone') : t('play.emptyLog', { from: words(log.from), to: words(log.to) })
  return (
    <EmptyState title={t('play.emptyTitle')} reason={reason}>
      {log !== null && (
        <Button
          look="primary"
          onClick={() =>
            onChange({ query: { ...url.query, start: { kind: 'oldest' }, end: null }, at: null })
          }
        >
          {t('play.emptyAll')}
        </Button>
      )}
      <Button onClick={onAgain}>{t('play.again')}</Button>
      <Link
        to="/clusters/$cluster/messages"
        params={{ cluster }}
        search={{ topics: (url.query.topics ?? []).join(',') }}
        className="text-accent hover:underline"
      >
        {t('play.emptyList')}
      </Link>
    </EmptyState>
  )
}
