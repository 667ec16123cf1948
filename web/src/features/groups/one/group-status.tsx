import type { GroupDetail } from '@sluice/shared/groups'
import type { ReactNode } from 'react'
import { toneOf } from '#charts/gate-tone.ts'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { rateText } from '#lib/rate-text.ts'
import { Fact } from '#ui/fact.tsx'
import { Figure } from '#ui/figure.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { CauseSentence } from '../figures/cause-sentence.tsx'
import { lagTip, rateNeeded } from '../figures/figure-words.ts'
import { EtaFigure, LossFigure, RateFigure } from '../figures/flow-figures.tsx'
import { TONE_INK } from '../figures/state-look.ts'
import { TimeWhy } from '../figures/time-why.tsx'
import { StateAnnouncer } from './state-announcer.tsx'

const HOUR_MS = 3_600_000

/** The state of a group as a sentence, and the figures that it comes from. */
export function GroupStatus({ detail: { summary } }: { detail: GroupDetail }) {
  const { t } = useText()
  const { lagState, cause, members, lag, time, eta, timeToLossMs, produceRate, commitRate } = summary
  const tone = toneOf(lagState)
  const needed = lag === null || lag === '0' ? null : rateNeeded(lag, produceRate, HOUR_MS)
  return (
    <div className="flex min-h-8 flex-wrap items-center gap-x-4 gap-y-0.5 border-hairline border-t bg-surface-raised px-3 py-1">
      <p className={classNames('flex min-w-0 items-baseline gap-2', TONE_INK[tone])}>
        <StateMark tone={tone} />
        <CauseSentence cause={cause} />
      </p>
      <StateAnnouncer key={summary.group} summary={summary} />
      <span className="flex basis-full flex-wrap items-center gap-x-4 gap-y-0.5">
        <Fact label={t('groups.factMembers', { n: members ?? 0 })}>
          <Figure value={members?.toString() ?? null} format={formatCount} reason={cause.fault?.message} />
        </Fact>
        <span className="min-w-[4.75rem]">
          <Fact label={t('groups.factLag')}>
            <Figure
              value={lag}
              format={formatCount}
              mark={summary.unknownPartitions > 0 ? '≥' : undefined}
              tip={lagTip(summary, t) ?? undefined}
              reason={cause.fault?.message}
            />
          </Fact>
        </span>
        <Labelled label={t('groups.columnTime')} room="min-w-[9.5rem]">
          <TimeWhy time={time} />
        </Labelled>
        <Labelled label={t('groups.columnRates')} tip={t('groups.columnRatesTip')} room="min-w-[11rem]">
          <RateFigure rate={produceRate} /> / <RateFigure rate={commitRate} />{' '}
          <span className="text-ink-muted">{t('groups.perSecondUnit')}</span>
        </Labelled>
        {timeToLossMs !== null && (
          <Labelled label={t('groups.columnLoss')} tip={t('groups.columnLossTip')} room="min-w-[6.5rem]">
            <LossFigure ms={timeToLossMs} />
          </Labelled>
        )}
        {eta.kind !== 'done' && (
          <Labelled label={t('groups.columnEta')} tip={t('groups.columnEtaTip')} room="min-w-[9rem]">
            <EtaFigure eta={eta} lagState={lagState} />
          </Labelled>
        )}
        {needed !== null && eta.kind !== 'done' && (
          <Labelled label={t('groups.rateNeeded')} tip={t('groups.rateNeededTip')}>
            {t('groups.perSecond', { rate: rateText(needed) })}
          </Labelled>
        )}
      </span>
    </div>
  )
}

interface LabelledProps {
  label: string
  tip?: string
  /** Held for it, so that what stands behind does not move with each figure. */
  room?: string
  children: ReactNode
}

function Labelled({ label, tip, room, children }: LabelledProps) {
  return (
    <span data-tip={tip} className={classNames('whitespace-nowrap text-ink-muted', room)}>
      {label} <span className="text-ink tabular-nums">{children}</span>
    </span>
  )
}
