import { useMemo } from 'react'
import { timeTicks } from '#charts/time-ticks.ts'
import { useTimeZone } from '#lib/time-zone.ts'
import { type LanePage, xOf } from './lane-page.ts'

const TICK_PX = 96
/** Nearer to an edge, the words of a tick would be cut. */
const EDGE_PX = 30

/** The times of a page above its lanes; a stretch that is folded has none. */
export function LaneAxis({ page }: { page: LanePage | null }) {
  const zone = useTimeZone()
  const ticks = useMemo(
    () =>
      page === null
        ? []
        : page.stretches
            .filter(({ fold, width }) => !fold && width > TICK_PX / 2)
            .flatMap(({ from, to, width }) => {
              // Whole seconds are the finest that the words of a tick can tell apart.
              const most = Math.min(Math.max(1, Math.floor(width / TICK_PX)), Math.floor((to - from) / 1000))
              return timeTicks(from, to, zone, most).map((tick) => ({ ...tick, x: xOf(page, tick.ms) }))
            }),
    [page, zone],
  )
  const width = page?.width ?? 0
  return (
    <div aria-hidden="true" className="relative h-[18px] min-w-0 flex-1 overflow-hidden">
      {ticks
        .filter(({ x }) => x > EDGE_PX && x < width - EDGE_PX)
        .map(({ ms, label, x }) => (
          <span
            key={ms}
            className="-translate-x-1/2 absolute top-[3px] whitespace-nowrap text-[11px] text-ink-faint tabular-nums leading-3"
            style={{ left: x }}
          >
            {label}
          </span>
        ))}
    </div>
  )
}
