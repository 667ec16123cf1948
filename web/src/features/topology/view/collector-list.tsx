import type { CollectorStatus } from '@sluice/shared/topology'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatBytes, formatCount } from '#lib/number-format.ts'
import { spanShort } from '#lib/span-words.ts'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import { sourceWord } from '../scene/edge-words.ts'

const TONES: Record<CollectorStatus['state'], StateTone> = {
  ...{ waiting: 'unknown', ok: 'ok', limited: 'attention', unavailable: 'unknown', failed: 'trouble' },
  off: 'unknown',
}
const WORDS = {
  waiting: 'topology.collectorWaiting',
  ok: 'topology.collectorOk',
  limited: 'topology.collectorLimited',
  unavailable: 'topology.collectorUnavailable',
  failed: 'topology.collectorFailed',
  off: 'topology.collectorOff',
} as const

/** Each way of finding evidence: how it does, why it falls short, and what would mend that. */
export function CollectorList({ collectors }: { collectors: readonly CollectorStatus[] }) {
  const { t, language } = useText()
  return (
    <ul className="flex flex-col gap-1.5 text-meta">
      {collectors.map((one) => (
        <li key={one.source} className="flex items-start gap-2">
          <StateMark tone={TONES[one.state]} className="mt-1.5" />
          <div className="min-w-0">
            <p className="flex flex-wrap gap-x-2">
              <span className="font-medium">{sourceWord(one.source, t)}</span>
              <span className="text-ink-muted">{t(WORDS[one.state])}</span>
              <span className="text-ink-faint tabular-nums">
                {[
                  t('topology.collectorEvidence', { n: formatCount(one.evidence) }),
                  ...(one.coverage
                    ? [
                        t('topology.collectorCoverage', {
                          done: formatCount(one.coverage.done),
                          of: formatCount(one.coverage.of),
                        }),
                      ]
                    : []),
                  t('topology.collectorEvery', { every: spanShort(one.everyMs, language) }),
                  ...(one.bytesPerSecond === null
                    ? []
                    : [t('topology.collectorRate', { rate: formatBytes(Math.floor(one.bytesPerSecond)) })]),
                ].join(' · ')}
              </span>
            </p>
            {one.reason && <p className="text-ink-muted">{one.reason}</p>}
            {one.remedy && <p className="text-attention">{one.remedy}</p>}
          </div>
        </li>
      ))}
    </ul>
  )
}
