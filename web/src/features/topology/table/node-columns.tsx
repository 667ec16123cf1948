import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import type { ShownNode } from '../model/shown.ts'
import { healthWord, kindWord } from '../scene/card-text.ts'
import { NodeName } from './node-name.tsx'
import { lagOf } from './table-keys.ts'

type NodeColumn = Column<ShownNode>

/** Of a node: how it does, what it is, and its figures. */
export function nodeColumns(t: Translate): readonly NodeColumn[] {
  return [
    {
      ...{ id: 'state', header: t('twin.state'), track: '9rem', sortable: true },
      cell: ({ health }) => (
        <span className="inline-flex items-center gap-1.5">
          <StateMark tone={health === 'idle' ? 'unknown' : health} />
          {healthWord(health, t)}
        </span>
      ),
    },
    {
      ...{ id: 'kind', header: t('twin.kind'), track: '7rem', sortable: true },
      cell: ({ kind, holds }) => (
        <span className="text-ink-muted">{holds?.by === 'group' ? t('drawn.box') : kindWord(kind, t)}</span>
      ),
    },
    {
      ...{ id: 'name', header: t('twin.name'), track: 'minmax(12rem, 2fr)', sortable: true },
      cell: (node) => <NodeName node={node} id={node.id} />,
    },
    {
      ...{ id: 'lag', header: t('twin.lag'), track: '6rem', align: 'end', sortable: true },
      cell: (node) => <NodeLag node={node} t={t} />,
    },
    ...topicColumns(t),
    {
      ...{ id: 'owner', header: t('node.owner'), track: 'minmax(6rem, 1fr)', sortable: true },
      cell: ({ owner }) => owner,
    },
    {
      ...{ id: 'seen', header: t('twin.seen'), track: '7.5rem', align: 'end', sortable: true },
      cell: ({ lastSeen }) => lastSeen !== null && <TimeAgo at={lastSeen} />,
    },
  ]
}

function topicColumns(t: Translate): NodeColumn[] {
  return [
    {
      ...{ id: 'rate', header: t('twin.rate'), headerTip: t('twin.nodeRateTip'), track: '7rem' },
      ...{ align: 'end', sortable: true },
      cell: ({ topic }) =>
        topic && (
          <Figure
            value={topic.rate.messages === null ? null : String(topic.rate.messages)}
            format={(text) => rateText(Number(text))}
          />
        ),
    },
    {
      ...{ id: 'writers', header: t('twin.writers'), track: '5.5rem', align: 'end', sortable: true },
      cell: ({ topic }) => topic && formatCount(topic.writers),
    },
    {
      ...{ id: 'readers', header: t('twin.readers'), track: '5.5rem', align: 'end', sortable: true },
      cell: ({ topic }) => topic && formatCount(topic.readers),
    },
  ]
}

/** Only what has groups has a lag. */
function NodeLag({ node, t }: { node: ShownNode; t: Translate }) {
  const { sum, atLeast, groups } = lagOf(node)
  if (groups === 0) return null
  return (
    <Figure
      value={sum === null ? null : String(sum)}
      format={formatCount}
      mark={atLeast ? '≥' : undefined}
      tip={atLeast ? t('drawn.atLeast') : undefined}
    />
  )
}
