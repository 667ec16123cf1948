import type { TopologyFinding } from '@sluice/shared/topology'
import { useText } from '#lib/i18n/text-provider.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import type { Shown } from '../model/shown.ts'
import { percentOf } from '../why/evidence-words.ts'
import { reachOfFinding } from './finding-reach.ts'
import { findingSentence } from './finding-words.ts'

interface FindingItemProps {
  finding: TopologyFinding
  shown: Shown
  lit: boolean
  called: (id: string) => string
  onPress: () => void
}

/** One finding, in a sentence; a press lights what it is about, and another lets go of it. */
export function FindingItem({ finding, shown, lit, called, onPress }: FindingItemProps) {
  const { t } = useText()
  const calls = finding.level === 'attention'
  const isDrawn = !lit || reachOfFinding(finding, shown).nodes.size > 0
  return (
    <li>
      <button
        type="button"
        aria-pressed={lit}
        onClick={onPress}
        className={`flex w-full items-start gap-2 px-3 py-1 text-left ${lit ? 'bg-accent-soft' : 'hover:bg-surface-sunken'}`}
      >
        <StateMark tone={calls ? 'attention' : 'unknown'} className="mt-1.5" />
        <span className="min-w-0">
          {calls && <span className="sr-only">{t('finding.needs')}: </span>}
          <span className="[overflow-wrap:anywhere]">{findingSentence(finding, called, t)}</span>{' '}
          <span className="whitespace-nowrap text-ink-muted text-meta tabular-nums">
            {t('finding.sure', { share: percentOf(finding.confidence) })}
          </span>
          {!isDrawn && <span className="block text-attention text-meta">{t('finding.notDrawn')}</span>}
        </span>
      </button>
    </li>
  )
}
