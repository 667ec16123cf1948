import type { GroupHistory } from '@sluice/shared/groups-history'
import { memo } from 'react'
import { toneOf } from '#charts/gate-tone.ts'
import { stretchesOf, xOf } from '#charts/series-geometry.ts'
import { classNames } from '#lib/class-names.ts'
import { useText } from '#lib/i18n/text-provider.tsx'
import { formatInstant } from '#lib/time-format.ts'
import { eventWords } from './event-words.ts'

const GROUND = {
  ok: 'bg-channel-bed text-ink-muted',
  unknown: 'bg-channel-bed text-unknown',
  attention: 'bg-attention-soft text-attention',
  trouble: 'bg-trouble-soft text-trouble',
} as const

/** Where there is room for a word. */
const WORD_PX = 70

/** The worst state of each time, as a band with its words; nothing where nothing is known. */
export const StateBand = memo(function StateBand({
  history,
  width,
}: {
  history: GroupHistory
  width: number
}) {
  const { t } = useText()
  const field = { from: history.from, to: history.to, top: 1, width, height: 1 }
  const step = history.stepMs ?? sampleMs(history.at)
  return (
    <div aria-hidden="true" className="relative mt-1 h-4 overflow-hidden">
      {stretchesOf(history.at, history.state, step).map(({ from, to, value }) => {
        const left = Math.max(0, xOf(from, field))
        const wide = Math.max(1, Math.min(width, xOf(to, field)) - left)
        return (
          <span
            key={from}
            data-tip={t(`groups.state${value}`)}
            className={classNames(
              'absolute inset-y-0 truncate border-surface border-r px-1 text-[11px] leading-4',
              GROUND[toneOf(value)],
            )}
            style={{ left, width: wide }}
          >
            {wide >= WORD_PX && t(`groups.state${value}`)}
          </span>
        )
      })}
    </div>
  )
})

/** How far apart samples stand; the last one is given as much. */
function sampleMs(at: readonly number[]): number {
  const [first, last] = [at[0], at.at(-1)]
  return first === undefined || last === undefined || at.length < 2
    ? 10_000
    : (last - first) / (at.length - 1)
}

interface EventMarksProps {
  history: GroupHistory
  width: number
  zone: string
}

/** What happened, each at its time; the list below has the words for all of them. */
export const EventMarks = memo(function EventMarks({ history, width, zone }: EventMarksProps) {
  const { t, language } = useText()
  const field = { from: history.from, to: history.to, top: 1, width, height: 1 }
  return (
    <div aria-hidden="true" className="relative h-4">
      {history.events.map((event, at) => (
        <span
          key={`${event.at} ${at}`}
          data-tip={`${formatInstant(event.at, zone)?.time.slice(0, 8) ?? ''}  ${eventWords(event, t, language)}`}
          className="-translate-x-1/2 absolute top-0 flex h-4 w-3 justify-center"
          style={{ left: xOf(event.at, field) }}
        >
          <span className={classNames('mt-0.5 size-2 rotate-45', MARKS[event.kind] ?? 'bg-ink-faint')} />
        </span>
      ))}
    </div>
  )
})

const MARKS: Readonly<Record<string, string>> = {
  reset: 'bg-accent',
  rewind: 'bg-attention',
  retention: 'bg-trouble',
  recreated: 'bg-trouble',
  state: 'bg-ink-muted',
}
