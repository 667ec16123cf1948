import type { Evidence, EvidenceSample } from '@sluice/shared/topology-evidence'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { TimeAgo } from '#ui/time-ago.tsx'
import { sourceWord } from '../scene/edge-words.ts'
import { entityWords, percentOf, relationWord } from './evidence-words.ts'

interface EvidenceItemProps {
  evidence: Evidence
  /** Opens a record beside the graph: `topic:partition:offset`. */
  onRecord: (record: string) => void
}

/** One piece of evidence: what it says, who found it and when, and where it can be looked up. */
export function EvidenceItem({ evidence, onRecord }: EvidenceItemProps) {
  const { t } = useText()
  const { subject, relation, object, source, weight, firstSeen, lastSeen, count, sample, facts } = evidence
  const rows = Object.entries(facts)
  return (
    <li className="flex flex-col gap-1 border-hairline border-b px-3 py-2 last:border-b-0">
      <p className="flex flex-wrap items-baseline gap-x-1.5">
        <Entity id={subject} />
        <span className="text-ink-muted">{relationWord(relation, t)}</span>
        <Entity id={object} />
      </p>
      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 text-ink-muted text-meta">
        <Badge tip={t('why.alone', { share: percentOf(weight) })}>{sourceWord(source, t)}</Badge>
        <span>
          {t('why.lastSeen')} <TimeAgo at={lastSeen} />
        </span>
        {firstSeen < lastSeen && (
          <span>
            {t('why.firstSeen')} <TimeAgo at={firstSeen} />
          </span>
        )}
        <span className="tabular-nums">{t('why.times', { n: formatCount(count) })}</span>
      </p>
      {rows.length > 0 && <FactList facts={rows} />}
      {sample && <Sample sample={sample} onRecord={onRecord} />}
    </li>
  )
}

function Entity({ id }: { id: string }) {
  const { t } = useText()
  const { kind, name } = entityWords(id, t)
  return (
    <span className="min-w-0">
      <span className="text-ink-muted text-meta">{kind}</span>{' '}
      <span className="break-all font-medium font-mono">{name}</span>
    </span>
  )
}

function FactList({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <dl className="flex flex-wrap gap-x-3 text-meta">
      {facts.map(([name, value]) => (
        <div key={name} className="flex min-w-0 gap-1">
          <dt className="text-ink-muted">{name}</dt>
          <dd className="break-all font-mono">
            {isTime(name, value) ? <TimeAgo at={Number(value)} /> : value}
          </dd>
        </div>
      ))}
    </dl>
  )
}

const isTime = (name: string, value: string): boolean => name === 'lastWrite' && /^\d{12,14}$/.test(value)

function Sample({ sample, onRecord }: { sample: EvidenceSample; onRecord: (record: string) => void }) {
  const { t } = useText()
  if (sample.kind === 'record') {
    const { topic, partition, offset } = sample
    return (
      <Button
        look="link"
        className="h-6 self-start"
        onClick={() => onRecord(`${topic}:${partition}:${offset}`)}
      >
        {t('why.openRecord', { topic, partition, offset: formatCount(offset) })}
      </Button>
    )
  }
  return (
    <details className="text-meta">
      <summary className="cursor-pointer text-ink-muted hover:text-ink">
        {t('why.answerOf', { api: sample.api })}
      </summary>
      <FactList facts={Object.entries(sample.answer)} />
    </details>
  )
}
