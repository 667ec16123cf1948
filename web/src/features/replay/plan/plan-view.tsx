import type { ReplayPlan, ReplayWarningCode } from '@sluice/shared/replay-plan'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Section } from '#ui/section.tsx'
import { StaticTable } from '#ui/static-table.tsx'
import { TopicMark } from '#ui/topic-mark.tsx'
import { BlastView } from './blast-view.tsx'
import type { Comparison } from './page-parts.ts'
import { headline, surveyFacts } from './plan-words.ts'
import { PreviewView } from './preview-view.tsx'
import { Warnings } from './warnings.tsx'

interface PlanViewProps {
  plan: ReplayPlan
  comparison: Comparison
  accepted: readonly ReplayWarningCode[]
  /** Left out where nothing can be accepted any more. */
  onAccept?: (code: ReplayWarningCode, on: boolean) => void
}

/** What a plan says: how much, what speaks against it, who reads it, and what becomes of single records. */
export function PlanView({ plan, comparison, accepted, onAccept }: PlanViewProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const { survey, verbatim, warnings } = plan
  return (
    <>
      <div className="flex flex-col gap-1.5 border-hairline border-b px-3 py-2.5">
        <p className="font-medium text-title [overflow-wrap:anywhere]">{headline(plan, t)}</p>
        <p className="text-ink-muted">
          {survey.whole
            ? t('republish.surveyWhole')
            : t('republish.surveySample', { looked: formatCount(survey.looked) })}{' '}
          {t(verbatim ? 'republish.verbatim' : 'republish.verbatimNot')}
        </p>
        <dl className="flex flex-wrap gap-x-5 gap-y-1">
          {surveyFacts(plan, { t, language, zone }).map(({ id, label, text }) => (
            <div key={id} className="flex items-baseline gap-1.5">
              <dt className="text-ink-muted text-meta">{label}</dt>
              <dd className="tabular-nums">{text}</dd>
            </div>
          ))}
        </dl>
      </div>
      <Warnings warnings={warnings} accepted={accepted} onAccept={onAccept} />
      <BlastView plan={plan} />
      <Targets plan={plan} />
      <Ranges plan={plan} />
      <PreviewView preview={plan.preview} comparison={comparison} />
    </>
  )
}

function Targets({ plan: { targets, spec, warnings } }: { plan: ReplayPlan }) {
  const { t } = useText()
  // The plan of a job that began has the ids of the topics that were made for it.
  const made = spec.target.kind === 'sandbox' && !warnings.some(({ code }) => code === 'target-exists')
  if (targets.length === 0) return null
  return (
    <Section title={t('republish.targets')}>
      <ul className="flex flex-col gap-1 px-3 pb-2.5">
        {targets.map(({ cluster, topic, exists, partitions, configs }) => (
          <li key={`${cluster} ${topic}`} className="flex flex-wrap items-baseline gap-x-2">
            <TopicMark topic={topic} />
            <span className="text-ink-muted">
              {t(exists ? (made ? 'republish.targetMade' : 'republish.targetThere') : 'republish.targetNew', {
                partitions: partitions === null ? '—' : formatCount(partitions),
              })}
            </span>
            {configs.length > 0 && (
              <span className="basis-full font-mono text-ink-faint text-meta [overflow-wrap:anywhere]">
                {configs.map(({ name, value }) => `${name}=${value}`).join('  ')}
              </span>
            )}
          </li>
        ))}
      </ul>
    </Section>
  )
}

const RANGES_SHOWN = 200

function Ranges({ plan: { ranges } }: { plan: ReplayPlan }) {
  const { t } = useText()
  const several = new Set(ranges.map(({ topic }) => topic)).size > 1
  return (
    <details className="border-hairline border-b">
      <summary className="flex h-9 cursor-default items-center gap-2 px-3 font-semibold hover:bg-surface-sunken">
        {t('republish.ranges')}
        <span className="font-normal text-ink-faint tabular-nums">{formatCount(ranges.length)}</span>
      </summary>
      <StaticTable
        label={t('republish.ranges')}
        rows={ranges.slice(0, RANGES_SHOWN)}
        rowKey={({ topic, partition }) => `${topic} ${partition}`}
        columns={[
          {
            id: 'partition',
            header: t('republish.rangePartition'),
            mono: true,
            cell: ({ topic, partition }) => (several ? `${topic}:${partition}` : partition),
          },
          {
            id: 'from',
            header: t('republish.rangeFrom'),
            align: 'end',
            cell: ({ from }) => formatCount(from),
          },
          { id: 'to', header: t('republish.rangeTo'), align: 'end', cell: ({ to }) => formatCount(to) },
          {
            id: 'offsets',
            header: t('republish.rangeOffsets'),
            align: 'end',
            cell: ({ from, to }) => formatCount(BigInt(to) - BigInt(from)),
          },
        ]}
      />
      {ranges.length > RANGES_SHOWN && (
        <p className="px-3 py-1 text-ink-muted">+{formatCount(ranges.length - RANGES_SHOWN)}</p>
      )}
    </details>
  )
}
