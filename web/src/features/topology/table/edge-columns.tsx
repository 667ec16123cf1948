import type { Translate } from '#lib/i18n/dictionary.ts'
import { formatCount } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import type { Column } from '#ui/data-table/column.ts'
import { Figure } from '#ui/figure.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import type { ShownEdge, ShownNode } from '../model/shown.ts'
import { healthWord } from '../scene/card-text.ts'
import { edgeLine } from '../scene/edge-style.ts'
import { sourceWord, tierWord } from '../scene/edge-words.ts'
import { LineMark } from '../view/line-mark.tsx'
import { percentOf } from '../why/evidence-words.ts'
import { NodeName } from './node-name.tsx'

type EdgeColumn = Column<ShownEdge>

/** Of an edge: between whom, how that is known, and what goes along it. */
export function edgeColumns(nodeOf: ReadonlyMap<string, ShownNode>, t: Translate): readonly EdgeColumn[] {
  const end = (id: 'from' | 'to', header: string): EdgeColumn => ({
    ...{ id, header, track: 'minmax(12rem, 2fr)', sortable: true },
    cell: (edge) => <NodeName node={nodeOf.get(edge[id])} id={edge[id]} />,
  })
  return [
    end('from', t('twin.from')),
    {
      ...{ id: 'relation', header: t('twin.relation'), track: '6.5rem', sortable: true },
      cell: (edge) => <span className="text-ink-muted">{relationOf(edge, t)}</span>,
    },
    end('to', t('twin.to')),
    {
      ...{ id: 'tier', header: t('twin.known'), track: 'minmax(9rem, 1fr)', sortable: true },
      cell: (edge) => <Known edge={edge} t={t} />,
    },
    {
      ...{ id: 'sure', header: t('twin.sure'), track: '4.5rem', align: 'end', sortable: true },
      cell: ({ confidence }) => percentOf(confidence),
    },
    ...figureColumns(t),
  ]
}

function figureColumns(t: Translate): EdgeColumn[] {
  return [
    {
      ...{ id: 'rate', header: t('twin.rate'), headerTip: t('twin.rateTip'), track: '7.5rem' },
      ...{ align: 'end', sortable: true },
      cell: (edge) => <EdgeRate edge={edge} t={t} />,
    },
    {
      ...{ id: 'lag', header: t('twin.lag'), track: '5.5rem', align: 'end', sortable: true },
      cell: (edge) => <EdgeLag edge={edge} t={t} />,
    },
    {
      ...{ id: 'seen', header: t('twin.seen'), track: '7rem', align: 'end', sortable: true },
      cell: ({ lastSeen }) => <TimeAgo at={lastSeen} />,
    },
  ]
}

const RELATIONS = {
  writes: 'twin.writes',
  reads: 'twin.reads',
  mayWrite: 'twin.mayWrite',
  mayRead: 'twin.mayRead',
  partOf: 'twin.partOf',
  causes: 'twin.causes',
} as const

/** Read from left to right, the way records go. */
function relationOf({ relation, stands = [] }: ShownEdge, t: Translate): string {
  const mixed = stands.some((edge) => edge.relation !== relation)
  const word = t(mixed ? 'twin.flows' : RELATIONS[relation])
  return stands.length > 1 ? t('twin.several', { word, n: stands.length }) : word
}

function Known({ edge, t }: { edge: ShownEdge; t: Translate }) {
  const line = edgeLine(edge)
  const sources = edge.sources.map((source) => sourceWord(source, t)).join(', ')
  return (
    <span className="inline-flex max-w-full items-center gap-2 align-bottom" data-tip={sources}>
      <LineMark line={line} width={line === 'hatched' ? 5 : 2} />
      <span className="min-w-0 truncate">
        {tierWord(edge.tier, t)} <span className="text-ink-muted">{sources}</span>
      </span>
    </span>
  )
}

function EdgeRate({ edge: { rate, atLeast }, t }: { edge: ShownEdge; t: Translate }) {
  const known = rate.basis === 'none' || rate.messages === null ? null : rate.messages
  if (known !== null && rate.basis === 'topic')
    return (
      <span data-tip={t('topology.edgeRateTopic', { rate: rateText(known) })}>
        <span className="mr-1.5 text-ink-faint text-meta">{t('twin.ofTopic')}</span>
        {rateText(known)}
      </span>
    )
  return (
    <Figure
      value={known === null ? null : String(known)}
      format={(text) => rateText(Number(text))}
      mark={atLeast ? '≥' : undefined}
      tip={atLeast ? t('drawn.atLeast') : undefined}
    />
  )
}

/** Only who reads has a lag. */
function EdgeLag({ edge: { lag, relation, health, atLeast }, t }: { edge: ShownEdge; t: Translate }) {
  if (lag === null && relation !== 'reads') return null
  const sign = health === 'trouble' || health === 'attention' ? health : null
  return (
    <span className="inline-flex items-center gap-1.5">
      {sign && (
        <>
          <StateMark tone={sign} />
          <span className="sr-only">{healthWord(sign, t)}</span>
        </>
      )}
      <Figure value={lag} format={formatCount} mark={atLeast && lag !== null ? '≥' : undefined} />
    </span>
  )
}
