import type { StateSummary } from '@sluice/shared/replay-state'
import { useQuery } from '@tanstack/react-query'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { formatDuration } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { Popover } from '#ui/popover.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { bookmarksQuery } from '../bookmarks.queries.ts'
import { markSentence, toneOf } from './mark-words.ts'
import { pointSentence } from './point-words.ts'
import type { StateLink } from './state-link.ts'

interface TruthLineProps {
  cluster: string
  link: StateLink
  state: StateSummary
}

/** What exactly is shown, and what weighs most against taking it for all there was; the rest is one press away. */
export function TruthLine({ cluster, link, state }: TruthLineProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const { data } = useQuery(bookmarksQuery(cluster))
  const { marks, builtAt, elapsedMs, records } = state
  const sentence = pointSentence(link.at, {
    ...{ t, zone, by: link.by, readAt: builtAt },
    bookmarks: data?.bookmarks ?? [],
  })
  // What only helps to read it is no reason to doubt it.
  const [first] = marks.filter((mark) => toneOf(mark) !== 'unknown')
  const cost = { records: formatCount(records), time: formatDuration(elapsedMs, language) }
  return (
    <div className="flex min-h-8 shrink-0 items-center gap-3 border-hairline border-b px-3 py-1 text-meta">
      <p className="min-w-0">
        <span className="text-ink-muted">{sentence}</span>{' '}
        <span className="ml-1 inline-flex items-baseline gap-1.5">
          <StateMark tone={first === undefined ? 'ok' : toneOf(first)} />
          <span>{first === undefined ? t('state.exact') : markSentence(first, { t, language, zone })}</span>
        </span>
      </p>
      {marks.length > (first === undefined ? 0 : 1) && (
        <Popover
          label={t('state.truth')}
          align="end"
          trigger={
            <Button look="link" className="!h-6 text-meta">
              {t('state.truthMore', { count: marks.length, text: formatCount(marks.length) })}
            </Button>
          }
        >
          <h2 className="pb-1.5 font-medium">{t('state.truth')}</h2>
          <ul className="flex max-w-md flex-col gap-1.5">
            {marks.map((mark) => (
              <li key={`${mark.code} ${mark.point}`} className="flex items-baseline gap-2">
                <StateMark tone={toneOf(mark)} />
                <span>{markSentence(mark, { t, language, zone })}</span>
              </li>
            ))}
          </ul>
        </Popover>
      )}
      <span
        className="ml-auto shrink-0 whitespace-nowrap text-ink-faint tabular-nums"
        data-tip={t('state.cost', cost)}
      >
        <TimeAgo at={builtAt} />
      </span>
    </div>
  )
}
