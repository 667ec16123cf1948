import type { TimeLag } from '@sluice/shared/groups-state'
import { useText } from '#lib/i18n/text-provider.tsx'
import { Popover } from '#ui/popover.tsx'
import { timeReasons, timeSign, timeText } from './time-lag-words.ts'

/** An age that opens how it was found. */
export function TimeWhy({ time }: { time: TimeLag }) {
  const { t, language } = useText()
  const text = timeText(time, language)
  const sign = timeSign(time)
  return (
    <Popover
      label={t('groups.timeOpen')}
      align="end"
      trigger={
        <button
          type="button"
          data-tip={t('groups.timeOpen')}
          className="underline decoration-hairline-strong decoration-dotted underline-offset-2 hover:text-accent"
        >
          {sign && <span className="mr-0.5 text-ink-faint">{sign}</span>}
          {text ?? '—'}
        </button>
      }
    >
      <ul className="flex max-w-80 flex-col gap-1 text-meta">
        {timeReasons(time, Date.now(), t, language).map((reason) => (
          <li key={reason}>{reason}</li>
        ))}
      </ul>
    </Popover>
  )
}
