import type { RecordPlace } from '@sluice/shared/replay'
import type { StateRow } from '@sluice/shared/replay-state'

/** Of keys that had a value at the first point and have another one, or none, at the second: the records that set it. */
export function restorePlaces(topic: string, rows: readonly StateRow[]): RecordPlace[] {
  return rows.flatMap(({ partition, base, change }) => {
    const lost = change === 'changed' || change === 'removed'
    return lost && base !== null ? [{ topic, partition, offset: base.offset }] : []
  })
}
