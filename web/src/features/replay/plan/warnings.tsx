import type { ReplayWarning, ReplayWarningCode } from '@sluice/shared/replay-plan'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import { Check } from '#ui/check.tsx'
import { Section } from '#ui/section.tsx'
import { StateMark, type StateTone } from '#ui/state-mark.tsx'
import { warningGroups } from './plan-words.ts'

interface WarningsProps {
  warnings: readonly ReplayWarning[]
  accepted: readonly ReplayWarningCode[]
  onAccept: ((code: ReplayWarningCode, on: boolean) => void) | undefined
}

const TONES: Record<ReplayWarning['severity'], StateTone> = {
  block: 'trouble',
  accept: 'attention',
  note: 'unknown',
}

/** What speaks against it: what stands in the way, what is accepted by its name, what is only to be known. */
export function Warnings({ warnings, accepted, onAccept }: WarningsProps) {
  const { t } = useText()
  return (
    <Section title={t('republish.warnings')}>
      <div className="flex flex-col gap-2.5 px-3 pb-2.5">
        {warnings.length === 0 && (
          <p className="flex items-center gap-2">
            <StateMark tone="ok" />
            {t('republish.warningsNone')}
          </p>
        )}
        {warningGroups(warnings).map(({ severity, warnings: some }) => (
          <div key={severity} className="flex flex-col gap-2">
            <h3 className="text-ink-muted text-meta">{t(`republish.${severity}`)}</h3>
            <ul className="flex flex-col gap-2">
              {some.map((warning, at) => (
                <Warning
                  key={`${warning.code} ${warning.topic} ${at}`}
                  warning={warning}
                  accepted={accepted.includes(warning.code)}
                  onAccept={onAccept}
                />
              ))}
            </ul>
          </div>
        ))}
      </div>
    </Section>
  )
}

interface WarningProps {
  warning: ReplayWarning
  accepted: boolean
  onAccept: WarningsProps['onAccept']
}

function Warning({ warning, accepted, onAccept }: WarningProps) {
  const { t } = useText()
  const { code, severity, message, count } = warning
  return (
    <li className="grid grid-cols-[auto_1fr] gap-x-2">
      <span className="flex h-5 items-center">
        <StateMark tone={TONES[severity]} />
      </span>
      <div className="min-w-0">
        <p>
          <span className="font-medium">{t(`trap.${code}`)}</span>
          {count !== null && (
            <span className="ml-2 text-ink-muted text-meta tabular-nums">
              {t('republish.aboutRecords', { n: Number(count), count: formatCount(count) })}
            </span>
          )}
        </p>
        <p className="text-ink-muted [overflow-wrap:anywhere]">{message}</p>
        {severity === 'accept' &&
          (onAccept ? (
            <Check on={accepted} onChange={(on) => onAccept(code, on)} className="mt-0.5">
              {t('republish.acceptIt')}
              <span className="font-mono text-ink-faint text-meta">{code}</span>
            </Check>
          ) : (
            accepted && <p className="text-meta">{t('replays.planAccepted')}</p>
          ))}
      </div>
    </li>
  )
}
