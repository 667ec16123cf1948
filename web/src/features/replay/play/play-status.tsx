import { describeError } from '#lib/describe-error.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatCount } from '#lib/number-format.ts'
import type { PlayEngine } from '#lib/play-engine.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { Button } from '#ui/button.tsx'
import { StateMark } from '#ui/state-mark.tsx'
import { useCalmSnapshot } from './use-snapshot.ts'

interface PlayStatusProps {
  engine: PlayEngine
  onAgain: () => void
}

const BEAT_MS = 300

/** What has been read, and what is missing of it. */
export function PlayStatus({ engine, onAgain }: PlayStatusProps) {
  const { t } = useText()
  const zone = useTimeZone()
  const { loaded, loading, phase, untimed, missing, fault } = useCalmSnapshot(engine, BEAT_MS)
  const held = engine.held()
  const clock = (ms: number) => formatInstant(ms, zone)?.time.slice(0, 8) ?? String(ms)
  const parts = missing.map(({ topic, partition }) =>
    partition === null ? t('play.missingAll', { topic }) : `${topic} ${partition}`,
  )
  return (
    <footer className="flex h-7 shrink-0 items-center gap-3 overflow-hidden border-hairline border-t px-3 text-ink-muted text-meta tabular-nums">
      <span
        role="status"
        data-tip={t('play.heldSpan', { from: clock(loaded.from), to: clock(loaded.to) })}
        className="whitespace-nowrap"
      >
        {t('play.held', { count: held.length, text: formatCount(held.length) })}
        {loading && ` · ${t('play.loading')}`}
      </span>
      {untimed > 0 && (
        <span className="flex items-center gap-1.5 whitespace-nowrap">
          <StateMark tone="attention" />
          {t('play.untimed', { count: untimed, text: formatCount(untimed) })}
        </span>
      )}
      {parts.length > 0 && (
        <span data-tip={missing[0]?.message} className="flex min-w-0 items-center gap-1.5">
          <StateMark tone="trouble" />
          <span className="truncate">{t('play.missing', { list: parts.join(', ') })}</span>
        </span>
      )}
      {fault !== null && (
        <span role="alert" className="flex min-w-0 items-center gap-1.5">
          <StateMark tone="trouble" />
          <span className="truncate">{t('play.fault', { reason: describeError(fault, t).headline })}</span>
          <Button look="link" className="!h-5" onClick={engine.retry}>
            {t('play.retry')}
          </Button>
        </span>
      )}
      {phase === 'ended' && (
        <Button look="link" className="!h-5 ml-auto" onClick={onAgain}>
          {t('play.again')}
        </Button>
      )}
    </footer>
  )
}
