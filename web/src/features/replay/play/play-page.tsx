import type { LinkFault } from '@sluice/shared/link-reader'
import { useDocumentTitle } from '#lib/document-title.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { NothingToPlay } from './nothing-to-play.tsx'
import { PlayHeader } from './play-header.tsx'
import type { PlayParts } from './play-parts.ts'
import { PlaySkeleton } from './play-skeleton.tsx'
import { PlayView } from './play-view.tsx'
import { usePlayUrl } from './use-play-url.ts'
import { usePlayback } from './use-playback.ts'

interface PlayPageProps {
  cluster: string
  parts: PlayParts
}

/** Events of several topics relived on one clock. Looks, and writes nothing. */
export function PlayPage({ cluster, parts }: PlayPageProps) {
  const { t } = useText()
  const { url, faults, change } = usePlayUrl()
  const topics = url.query.topics ?? []
  useDocumentTitle(t('play.title'), ...topics.slice(0, 3), cluster)
  const told = usePlayback(cluster, url)
  return (
    <div className="flex h-full flex-col">
      <PlayHeader cluster={cluster} url={url} parts={parts} onChange={change} />
      <Faults faults={faults} />
      <div className="min-h-0 flex-1">
        {topics.length === 0 ? (
          <ChooseTopics
            cluster={cluster}
            parts={parts}
            onChoose={(next) => change({ query: { ...url.query, topics: next } })}
          />
        ) : told.state === 'loading' ? (
          <PlaySkeleton />
        ) : told.state === 'failed' ? (
          <ErrorPanel error={told.error} title={t('play.rangeFailed')} onRetry={told.again} />
        ) : told.state === 'empty' ? (
          <NothingToPlay cluster={cluster} url={url} log={told.log} onChange={change} onAgain={told.again} />
        ) : (
          <PlayView
            cluster={cluster}
            playback={told.playback}
            url={url}
            parts={parts}
            onChange={change}
            onAgain={told.again}
          />
        )}
      </div>
    </div>
  )
}

function ChooseTopics({
  cluster,
  parts: { TopicPicker },
  onChoose,
}: {
  cluster: string
  parts: PlayParts
  onChoose: (topics: string[]) => void
}) {
  const { t } = useText()
  return (
    <section
      aria-label={t('play.topics')}
      className="mx-auto mt-10 flex w-[32rem] max-w-full flex-col gap-3 px-3"
    >
      <p className="text-ink-muted">{t('play.why')}</p>
      <div className="overflow-hidden rounded-lg border border-hairline bg-surface-raised p-3">
        <TopicPicker cluster={cluster} chosen={[]} onChoose={onChoose} />
      </div>
    </section>
  )
}

function Faults({ faults }: { faults: readonly LinkFault[] }) {
  const { t } = useText()
  if (faults.length === 0) return null
  return (
    <p
      role="status"
      className="flex shrink-0 items-center gap-2 border-hairline border-b bg-attention-soft px-3 py-1 text-meta"
    >
      <StateMark tone="attention" />
      {t('messages.linkFault', { list: faults.map(({ param, value }) => `${param}=${value}`).join(', ') })}
    </p>
  )
}
