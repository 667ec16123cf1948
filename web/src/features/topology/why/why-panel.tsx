import type { EdgeEvidence } from '@sluice/shared/topology'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { ApiError } from '#api/api-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useKeyCommands } from '#lib/key-commands.tsx'
import type { KeyCommand } from '#lib/key-registry.ts'
import { formatCount } from '#lib/number-format.ts'
import { EmptyState } from '#ui/empty-state.tsx'
import { ErrorPanel } from '#ui/error-panel.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Section } from '#ui/section.tsx'
import { Skeleton } from '#ui/skeleton.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { edgeFacts, tierWord } from '../scene/edge-words.ts'
import type { AskedGraph } from '../topology.queries.ts'
import { CertaintyList } from './certainty-list.tsx'
import { EvidenceItem } from './evidence-item.tsx'
import { percentOf, relationWord, remedyWords } from './evidence-words.ts'
import { edgeEvidenceQuery } from './why.queries.ts'

interface WhyPanelProps {
  cluster: string
  asked: AskedGraph
  edge: string
  /** When the graph was drawn. */
  at: number
  /** What a node is called in the picture. */
  nameOf: (id: string) => string
  onNode: (id: string) => void
  onRecord: (record: string) => void
  onClose: () => void
}

/** How an edge is known: all that speaks for it, how sure that makes it, and what would make it surer. */
export function WhyPanel({ cluster, asked, edge, at, nameOf, onNode, onRecord, onClose }: WhyPanelProps) {
  const { t } = useText()
  const { data, error, refetch } = useQuery(edgeEvidenceQuery(cluster, asked, edge))
  useKeyCommands(
    useMemo<KeyCommand[]>(
      () => [{ group: 'lists', id: 'why.close', keys: 'escape', label: t('why.close'), run: onClose }],
      [t, onClose],
    ),
  )
  return (
    <aside aria-label={t('why.title')} className="flex h-full flex-col">
      <header className="flex items-center gap-1 border-hairline border-b px-3 py-1.5">
        <h2 className="font-medium">{t('why.title')}</h2>
        <span className="ml-auto" />
        <IconButton
          label={t('why.close')}
          keys="Esc"
          icon={<X aria-hidden="true" className="size-4" />}
          onClick={onClose}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {data ? (
          <Evidences data={data} at={at} nameOf={nameOf} onNode={onNode} onRecord={onRecord} />
        ) : error ? (
          isGone(error) ? (
            <EmptyState title={t('why.gone')} reason={t('why.goneReason')} />
          ) : (
            <ErrorPanel error={error} title={t('why.failed')} onRetry={() => void refetch()} />
          )
        ) : (
          <Waiting />
        )}
      </div>
    </aside>
  )
}

type EvidencesProps = Pick<WhyPanelProps, 'at' | 'nameOf' | 'onNode' | 'onRecord'> & { data: EdgeEvidence }

function Evidences({ data, at, nameOf, onNode, onRecord }: EvidencesProps) {
  const { t } = useText()
  const { edge, evidence, total, certainty, better } = data
  const facts = edgeFacts(edge, t).slice(1)
  return (
    <>
      <div className="flex flex-col gap-1 border-hairline border-b px-3 py-2.5">
        <p className="flex flex-wrap items-baseline gap-x-1.5">
          <StateMark tone={edge.health === 'idle' ? 'unknown' : edge.health} />
          <Sentence edge={edge} nameOf={nameOf} onNode={onNode} />
        </p>
        <p className="text-ink-muted">
          <span className="font-medium text-ink">{tierWord(edge.tier, t)}</span>
          {', '}
          {t('why.sure', { share: percentOf(edge.confidence) })}
        </p>
        <p className="flex flex-wrap gap-x-2 text-ink-muted text-meta tabular-nums">
          {facts.map((fact) => (
            <span key={fact}>{fact}</span>
          ))}
          <span>
            {t('why.lastSeen')} <TimeAgo at={edge.lastSeen} />
          </span>
          {!edge.active && <span>{t('why.quiet')}</span>}
        </p>
      </div>
      <Section title={t('why.certainty')}>
        <CertaintyList certainty={certainty} confidence={edge.confidence} at={at} />
      </Section>
      {better.length > 0 && (
        <Section title={t('why.better')}>
          <ul className="flex list-disc flex-col gap-1 pr-3 pb-3 pl-7 text-ink-muted">
            {better.map((remedy) => (
              <li key={remedyWords(remedy, t)}>{remedyWords(remedy, t)}</li>
            ))}
          </ul>
        </Section>
      )}
      <Section
        title={t('why.evidence')}
        aside={
          <span className="tabular-nums">
            {total > evidence.length
              ? t('why.some', { shown: formatCount(evidence.length), n: formatCount(total) })
              : formatCount(total)}
          </span>
        }
      >
        <ul>
          {evidence.map((one) => (
            <EvidenceItem
              key={`${one.source} ${one.relation} ${one.subject} ${one.object}`}
              evidence={one}
              onRecord={onRecord}
            />
          ))}
        </ul>
      </Section>
    </>
  )
}

type SentenceProps = Pick<WhyPanelProps, 'nameOf' | 'onNode'> & Pick<EdgeEvidence, 'edge'>

/** The doer first, though a reading edge points from the topic to its reader. */
function Sentence({ edge: { from, to, relation }, nameOf, onNode }: SentenceProps) {
  const { t } = useText()
  const isReading = relation === 'reads' || relation === 'mayRead'
  const [doer, object] = isReading ? [to, from] : [from, to]
  const name = (id: string): ReactNode => (
    <button
      type="button"
      className="min-w-0 break-all text-left font-mono font-semibold hover:text-accent hover:underline"
      onClick={() => onNode(id)}
    >
      {nameOf(id)}
    </button>
  )
  return (
    <>
      {name(doer)}
      <span className="text-ink-muted">{relationWord(relation, t)}</span>
      {name(object)}
    </>
  )
}

function Waiting() {
  return (
    <div className="flex flex-col gap-2 p-3">
      <Skeleton className="h-4 w-4/5" />
      <Skeleton className="h-4 w-3/5" />
      <Skeleton className="h-24 w-full" />
    </div>
  )
}

/** The edge is no more, or not in this window: nothing went wrong. */
const isGone = (error: Error): boolean => error instanceof ApiError && error.code === 'NOT_FOUND'
