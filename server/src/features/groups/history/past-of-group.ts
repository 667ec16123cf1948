import { HISTORY_POINTS_MAX } from '@sluice/shared/groups-history'
import type { LagHistory } from '#store/lag-history/lag-history.ts'
import { fromCell, fromRate, methodOf, stateOf } from '#store/lag-history/lag-sample.ts'
import type { PastOfGroup } from '../../alerts/dry-run.ts'

/** What alerts are tried on: of each stretch its last sample, as if groups had been read that often. */
export function pastOfGroup(
  history: Pick<LagHistory, 'read'>,
  place: { cluster: string; group: string },
  from: number,
  to: number,
): PastOfGroup {
  const query = { ...place, topic: null, partition: null, from, to, points: HISTORY_POINTS_MAX, stepMs: null }
  const { buckets, stepMs, firstAt } = history.read(query)
  return {
    stepMs,
    firstAt,
    samples: buckets.map(({ at, gap, lag, lost, timeMs, timeKind, commitRate, state }) => ({
      ...{ at, gap },
      lag: fromCell(lag?.last),
      lost: fromCell(lost),
      timeMs: timeMs === null ? null : Number(timeMs.last),
      atLeast: timeKind !== null && methodOf(timeKind).atLeast,
      commitRate: fromRate(commitRate),
      state: state === null ? null : stateOf(state),
    })),
  }
}
