import type { ReplayLane } from '@sluice/shared/replay-job'
import type { ChannelScale } from '#charts/channel-geometry.ts'
import type { GatedLane } from '#charts/gate-geometry.ts'

/** A lane as it is drawn: the chosen range is the water, and the checkpoint the gate. */
export function drawnLane({ from, next, to }: ReplayLane): GatedLane {
  return { logStart: BigInt(from), logEnd: BigInt(to), lastStable: null, committed: BigInt(next) }
}

/** Every lane in its own scale: what is compared among them is how far they are. */
export function laneScale({ from, to }: Pick<ReplayLane, 'from' | 'to'>): ChannelScale {
  return { from: BigInt(from), to: BigInt(to) }
}

export function laneLeft({ next, to }: Pick<ReplayLane, 'next' | 'to'>): bigint {
  const left = BigInt(to) - BigInt(next)
  return left > 0n ? left : 0n
}

/** The time that every lane under way has reached: the earliest of those that are not through; null: not known. */
export function reachedTime(lanes: readonly ReplayLane[]): number | null {
  const timesOf = (some: readonly ReplayLane[]) =>
    some.flatMap(({ eventTime }) => (eventTime === null ? [] : [Number(eventTime)])).filter((ms) => ms >= 0)
  const open = lanes.filter((lane) => laneLeft(lane) > 0n)
  const times = timesOf(open)
  if (times.length > 0) return Math.min(...times)
  const done = open.length > 0 ? [] : timesOf(lanes)
  return done.length === 0 ? null : Math.max(...done)
}
