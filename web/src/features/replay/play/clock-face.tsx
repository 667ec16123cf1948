import { useEffect, useRef } from 'react'
import { useText } from '#lib/i18n/text-provider.tsx'
import type { PlayEngine, PlayPhase, PlaySnapshot } from '#lib/play-engine.ts'
import { formatInstant } from '#lib/time-format.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { StateMark } from '#ui/state-mark.tsx'
import { usePlaySnapshot } from './use-snapshot.ts'

const phaseOf = ({ phase }: PlaySnapshot): PlayPhase => phase

/** The time that is shown, written anew with each frame past React, and whether it runs. */
export function ClockFace({ engine }: { engine: PlayEngine }) {
  const { t } = useText()
  const zone = useTimeZone()
  const phase = usePlaySnapshot(engine, phaseOf)
  const date = useRef<HTMLSpanElement>(null)
  const time = useRef<HTMLSpanElement>(null)
  useEffect(() => {
    let second = Number.NaN
    let clock = ''
    const write = () => {
      const at = Math.floor(engine.now())
      // Words for a time are dear: within one second only its thousandths change.
      if (Math.floor(at / 1000) !== second) {
        const text = formatInstant(at, zone)
        second = Math.floor(at / 1000)
        clock = text?.time.slice(0, 8) ?? ''
        if (date.current) date.current.textContent = `${text?.date ?? ''} ${text?.offset ?? ''}`
      }
      if (time.current) time.current.textContent = `${clock}.${String(at % 1000).padStart(3, '0')}`
    }
    write()
    return engine.subscribe(write)
  }, [engine, zone])
  return (
    <div className="flex items-baseline gap-2 pl-3">
      <span
        ref={time}
        role="timer"
        aria-label={t('play.at')}
        className="w-[8.6rem] whitespace-nowrap font-mono font-semibold text-[1.125rem] tabular-nums leading-7"
      />
      <span ref={date} className="whitespace-nowrap text-ink-muted text-meta tabular-nums max-xl:hidden" />
      <span
        role="status"
        data-tip={phase === 'waiting' ? t('play.waitingTip') : undefined}
        className="flex items-center gap-1.5 self-center whitespace-nowrap text-ink-muted text-meta"
      >
        {phase === 'waiting' && <StateMark tone="attention" />}
        {t(`play.${phase}`)}
      </span>
    </div>
  )
}
