import { Link } from '@tanstack/react-router'
import { List, Workflow } from 'lucide-react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { lazyPart } from '#lib/lazy-part.tsx'
import { present } from '#lib/search-codec.ts'
import { TopicMark } from '#ui/topic-mark.tsx'
import type { MomentCut } from '../bookmarks/moment-cut.ts'
import { PlayChoices } from './play-choices.tsx'
import { type PlayUrl, writePlayUrl } from './play-link.ts'
import type { PlayParts } from './play-parts.ts'
import type { ChangePlayUrl } from './use-play-url.ts'

interface PlayHeaderProps {
  cluster: string
  url: PlayUrl
  parts: PlayParts
  onChange: ChangePlayUrl
}

const SetBookmark = lazyPart(async () => (await import('../bookmarks/set-bookmark.tsx')).SetBookmark)

const NAMED = 3
const LINK =
  'inline-flex h-7 shrink-0 items-center gap-1.5 rounded-md border border-hairline-strong/50 bg-surface-raised px-2.5 hover:border-hairline-strong'

/** What is played, and where else it can be looked at. */
export function PlayHeader({ cluster, url, parts, onChange }: PlayHeaderProps) {
  const { t } = useText()
  const { query } = url
  const topics = query.topics ?? []
  return (
    <header className="flex h-10 shrink-0 items-center gap-2 border-hairline border-b px-3">
      <h1 className="shrink-0 pr-1 font-semibold text-title">{t('play.title')}</h1>
      {topics.length > 0 && (
        <>
          <PlayChoices cluster={cluster} url={url} parts={parts} onChange={onChange} />
          <ul
            aria-label={t('play.topics')}
            className="flex min-w-0 flex-1 items-center gap-x-3 overflow-hidden pl-1 max-xl:hidden"
          >
            {topics.slice(0, NAMED).map((topic) => (
              <li key={topic} className="flex min-w-16 text-ink-muted">
                <TopicMark topic={topic} />
              </li>
            ))}
          </ul>
          <span className="ml-auto" />
          <SetBookmark cluster={cluster} cuts={cutsOf(url)} />
          <Link
            to="/clusters/$cluster/messages"
            params={{ cluster }}
            search={{ ...writePlayUrl({ ...url, at: null, record: null }), order: 'time' }}
            data-tip={t('play.asListTip')}
            className={LINK}
          >
            <List aria-hidden="true" className="size-3.5" />
            {t('play.asList')}
          </Link>
          <Link
            to="/clusters/$cluster/topology/play"
            params={{ cluster }}
            search={present(writePlayUrl({ ...url, record: null }))}
            data-tip={t('play.onTopologyTip')}
            className={LINK}
          >
            <Workflow aria-hidden="true" className="size-3.5" />
            {t('play.onTopology')}
          </Link>
        </>
      )}
    </header>
  )
}

/** Where the clock stood when it was told last, and where the topics end. */
function cutsOf({ at, query }: PlayUrl): MomentCut[] {
  const topics = [...(query.topics ?? [])]
  return [
    ...(at === null || at < 0
      ? []
      : [{ name: 'cutClock' as const, cut: { kind: 'time' as const, topics, ms: at } }]),
    { name: 'cutNow', cut: { kind: 'now', topics } },
  ]
}
