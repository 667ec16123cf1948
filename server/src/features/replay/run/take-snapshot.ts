import type { JobRecord } from './job-record.ts'
import type { OpenSession } from './open-session.ts'
import { keyOf } from './written-book.ts'

/** Puts into a record what its session has done so far, all at one moment; names the lanes that changed. */
export function takeSnapshot(record: JobRecord, open: OpenSession, changed: Set<string>): void {
  record.lanes = open.lanes.map((lane, at) => {
    const before = record.lanes[at]
    if (!lane.takeChanged() && before?.next === `${lane.next}`) return before
    changed.add(keyOf(lane))
    return lane.toLane()
  })
  record.writtenTo = open.written.written()
  record.floors = open.written.floors()
  record.inFlight = open.inFlight()
}
