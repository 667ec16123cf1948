import type { StateChange, StateRow, StateSide } from '@sluice/shared/replay-state'

const sideOf = (offset: string | null): StateSide | null =>
  offset === null ? null : { offset, deleted: false, record: null, why: null }

/** A row of partition 0 by the offsets of its two records. */
export function rowOf({
  at,
  base,
  change = null,
  firstSeen = null,
}: {
  at: string | null
  base: string | null
  change?: StateChange | null
  firstSeen?: string | null
}): StateRow {
  return {
    row: 0,
    partition: 0,
    key: null,
    kind: at === null ? 'absent' : 'live',
    baseKind: base === null ? 'absent' : 'live',
    change,
    at: sideOf(at),
    base: sideOf(base),
    firstSeen,
    writes: 1,
    elsewhere: false,
  }
}
