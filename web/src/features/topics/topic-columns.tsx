import type { TopicSummary } from '@sluice/shared/topics'
import { Link } from '@tanstack/react-router'
import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { TopicHealth } from './topic-health.tsx'
import { messagesFigure } from './topic-totals.ts'

const reasonOf = ({ faults }: TopicSummary): string | undefined =>
  faults.length === 0 ? undefined : [...new Set(faults.map(({ message }) => message))].join('\n')

type TopicColumn = Column<TopicSummary>

/** The columns of the topic list; what could not be read shows its reason in place. */
export function topicColumns(
  cluster: string,
  t: Translate,
  { narrow }: { narrow: boolean },
): readonly TopicColumn[] {
  const columns = [...shapeColumns(cluster, t), ...contentColumns(t), ...policyColumns(t)]
  // Sums of offsets are the first to make room for the names: every topic has its own on its partitions view.
  return narrow ? columns.filter(({ id }) => id !== 'offsets') : columns
}

/** What the topic is made as. */
function shapeColumns(cluster: string, t: Translate): TopicColumn[] {
  return [
    {
      id: 'name',
      header: t('topics.name'),
      track: 'minmax(13rem, 44rem)',
      sortable: true,
      cell: (topic) => <TopicName cluster={cluster} topic={topic} internalLabel={t('topics.internal')} />,
    },
    {
      id: 'partitions',
      header: t('topics.partitions'),
      track: '5.75rem',
      align: 'end',
      sortable: true,
      cell: (topic) => formatCount(topic.partitions),
    },
    {
      id: 'replication',
      header: t('topics.replication'),
      headerTip: t('topics.replicationTip'),
      track: '5.25rem',
      align: 'end',
      sortable: true,
      cell: (topic) => formatCount(topic.replicationFactor),
    },
  ]
}

/** What its log holds. */
function contentColumns(t: Translate): TopicColumn[] {
  return [
    {
      id: 'messages',
      header: t('topics.messages'),
      headerTip: t('topics.messagesTip'),
      track: '7rem',
      align: 'end',
      sortable: true,
      cell: (topic) => {
        const { mark, tip } = messagesFigure(topic.cleanupPolicy, t)
        return (
          <Figure
            value={topic.messages}
            format={formatCount}
            reason={reasonOf(topic)}
            tip={tip}
            mark={mark}
          />
        )
      },
    },
    {
      id: 'offsets',
      header: t('topics.offsets'),
      headerTip: t('topics.offsetsTip'),
      track: 'minmax(8rem, 10rem)',
      align: 'end',
      cell: (topic) => <OffsetSums topic={topic} />,
    },
    {
      id: 'bytes',
      header: t('topics.size'),
      headerTip: t('topics.sizeTip'),
      track: '5.5rem',
      align: 'end',
      sortable: true,
      cell: (topic) => (
        <Figure
          value={topic.bytes}
          format={formatBytes}
          reason={reasonOf(topic)}
          tip={topic.bytes === null ? undefined : `${formatCount(topic.bytes)} B`}
        />
      ),
    },
  ]
}

function policyColumns(t: Translate): TopicColumn[] {
  return [
    {
      id: 'cleanup',
      header: t('topics.cleanup'),
      track: '7.5rem',
      cell: (topic) => <Figure value={topic.cleanupPolicy} format={spacedList} reason={reasonOf(topic)} />,
    },
    {
      id: 'health',
      header: t('topics.health'),
      track: '7.25rem',
      cell: (topic) => (
        <TopicHealth offline={topic.offlinePartitions} underReplicated={topic.underReplicatedPartitions} />
      ),
    },
  ]
}

const spacedList = (text: string): string => text.split(',').join(', ')

interface TopicNameProps {
  cluster: string
  topic: TopicSummary
  internalLabel: string
}

function TopicName({ cluster, topic, internalLabel }: TopicNameProps) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <Link
        to="/clusters/$cluster/topics/$topic/messages"
        params={{ cluster, topic: topic.name }}
        tabIndex={-1}
        data-tip={topic.name.length > 40 ? topic.name : undefined}
        className="min-w-0 truncate font-mono hover:text-accent hover:underline"
      >
        {topic.name}
      </Link>
      {topic.internal && <Badge>{internalLabel}</Badge>}
    </span>
  )
}

function OffsetSums({ topic }: { topic: TopicSummary }) {
  const reason = reasonOf(topic)
  const { logStart, logEnd } = topic
  if (logStart === null || logEnd === null) return <Figure value={null} format={String} reason={reason} />
  return (
    <span className="text-ink-muted" data-tip={`${formatCount(logStart)} – ${formatCount(logEnd)}`}>
      {formatCount(logStart)}
      <span className="px-1 text-ink-faint">–</span>
      {formatCount(logEnd)}
    </span>
  )
}
