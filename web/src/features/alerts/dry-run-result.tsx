import type { AlertCondition, DryRun } from '@sluice/shared/alerts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { useTimeZone } from '#lib/time-zone.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { instantWords } from './alert-badges.tsx'
import { valueWords } from './alert-words.ts'
import { lengthWords } from './length-words.ts'

interface DryRunResultProps {
  run: DryRun
  condition: AlertCondition
}

const SHOWN = 50

/** What a rule would have done: how often, and when. */
export function DryRunResult({ run, condition }: DryRunResultProps) {
  const { t, language } = useText()
  const zone = useTimeZone()
  const nowOnly = run.notes.includes('now-only')
  const hours = lengthWords(run.to - run.from, language)
  return (
    <section aria-live="polite" className="flex flex-col gap-1.5 border-hairline border-t px-3 py-2">
      <p className="flex items-center gap-1.5 font-medium">
        <StateMark tone={run.fired === 0 ? 'ok' : 'attention'} />
        {nowOnly ? t('alerts.wouldNow', { n: run.fired }) : t('alerts.wouldHave', { n: run.fired, hours })}
      </p>
      <p className="text-ink-muted text-meta">
        {t('alerts.matchesNow', { n: run.matches })}
        {run.looked < run.matches && `; ${t('alerts.looked', { looked: run.looked, all: run.matches })}`}
      </p>
      {run.notes.map((note) => (
        <p key={note} className="text-ink-muted text-meta">
          {t(`alerts.note${note}`)}
        </p>
      ))}
      {run.times.length > 0 && (
        <ol className="divide-y divide-hairline border-hairline border-y">
          {run.times.slice(0, SHOWN).map((time) => (
            <li key={`${time.group} ${time.at}`} className="flex items-baseline gap-2 py-0.5">
              <span className="shrink-0 tabular-nums">{instantWords(time.at, zone)}</span>
              <span className="min-w-0 flex-1 truncate font-mono" data-tip={time.group}>
                {time.group}
              </span>
              <span className="shrink-0 text-ink-muted tabular-nums">
                {valueWords(time.value, condition, { t, language })}
              </span>
              {!nowOnly && (
                <span className="shrink-0 text-ink-muted text-meta">
                  {time.until === null
                    ? t('alerts.stillFiring')
                    : t('alerts.lasted', { length: lengthWords(time.until - time.at, language) })}
                </span>
              )}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
