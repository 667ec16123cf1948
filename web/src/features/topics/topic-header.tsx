import type { TopicDetail } from '@sluice/shared/topics'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { CopyButton } from '#ui/copy-button.tsx'
import { Fact } from '#ui/fact.tsx'
import { Figure } from '#ui/figure.tsx'
import { Freshness } from '#ui/freshness.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { TopicHealth } from './topic-health.tsx'
import { messagesFigure, topicTotals } from './topic-totals.ts'
import { TOPICS_CYCLE_MS, topicQuery } from './topics.queries.ts'
import { OpenTransactionsMark } from './transactions/open-transactions-mark.tsx'

interface TopicHeaderProps {
  cluster: string
  topic: string
  /** The ways to look at the topic, between its name and its figures. */
  children: ReactNode
}

/** What the topic is, in one line: name first, then its views and its figures. */
export function TopicHeader({ cluster, topic, children }: TopicHeaderProps) {
  const { t } = useText()
  const { data, dataUpdatedAt, isError } = useQuery(topicQuery(cluster, topic))
  return (
    <header className="flex h-9 shrink-0 items-center gap-3 overflow-hidden border-hairline border-b px-3">
      <nav aria-label={t('topics.title')} className="shrink-0 text-ink-muted">
        <Link
          to="/clusters/$cluster/topics"
          params={{ cluster }}
          className="hover:text-accent hover:underline"
        >
          {t('topics.title')}
        </Link>
        <span aria-hidden="true" className="pl-2 text-ink-faint">
          /
        </span>
      </nav>
      <span className="flex min-w-24 items-center gap-1">
        <h1
          data-tip={topic.length > 40 ? topic : undefined}
          className="min-w-0 truncate font-mono font-semibold text-title"
        >
          {topic}
        </h1>
        <CopyButton text={topic} label={t('topics.copyName')} />
      </span>
      {data?.internal && <Badge>{t('topics.internal')}</Badge>}
      {children}
      <span className="ml-auto flex shrink-0 items-center gap-4">
        {data && <OpenTransactionsMark cluster={cluster} topic={data} />}
        <Freshness arrivedAt={dataUpdatedAt} cycleMs={TOPICS_CYCLE_MS} />
        {data ? <TopicFacts topic={data} /> : !isError && <Skeleton className="w-72" />}
      </span>
    </header>
  )
}

function TopicFacts({ topic }: { topic: TopicDetail }) {
  const { t } = useText()
  const totals = topicTotals(topic)
  const reason = totals.faults.join('\n') || undefined
  const { mark, tip } = messagesFigure(totals.cleanupPolicy, t)
  return (
    <>
      <Fact label={t('topics.factPartitions', { n: totals.partitions })}>
        {formatCount(totals.partitions)}
      </Fact>
      <span className="contents max-lg:hidden">
        <Fact label={t('topics.factReplicas', { n: totals.replicas })}>{formatCount(totals.replicas)}</Fact>
      </span>
      <Fact label={t('topics.factMessages')}>
        <Figure value={totals.messages} format={formatCount} reason={reason} mark={mark} tip={tip} />
      </Fact>
      <Figure value={totals.bytes} format={formatBytes} reason={reason} />
      {totals.cleanupPolicy && (
        <span className="contents max-lg:hidden">
          <Badge>{totals.cleanupPolicy}</Badge>
        </span>
      )}
      <TopicHealth offline={totals.offline} underReplicated={totals.underReplicated} />
    </>
  )
}
