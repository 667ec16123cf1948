import type { TimeLag } from '@sluice/shared/groups-state'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Figure } from '#ui/figure.tsx'
import { timeReasons, timeSign, timeText } from './time-lag-words.ts'

/** An age with the sign of how it was found; its tip says the rest. */
export function TimeLagFigure({ time, className }: { time: TimeLag; className?: string }) {
  const { t, language } = useText()
  const text = timeText(time, language)
  const why = timeReasons(time, Date.now(), t, language).join('\n')
  if (text === null) return <Figure value={null} format={String} reason={why} />
  const sign = timeSign(time)
  return (
    <span data-tip={why} className={classNames(time.method === 'zero' && 'text-ink-faint', className)}>
      {sign && (
        <span aria-hidden="true" className="mr-0.5 text-ink-faint">
          {sign}
        </span>
      )}
      {sign && <span className="sr-only">{why} </span>}
      {text}
    </span>
  )
}
