import type { ItemFault } from '@sluice/shared/errors'
import type { LagCause } from '@sluice/shared/groups-state'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { NONE } from './row-marks.ts'
import { rowOffsets, stateAt } from './row-view.ts'

/** What makes the state of a group so: the row that decides it, where it is one. */
export function groupCause(memory: LagMemory, record: GroupRecord): LagCause {
  const { lagState, causeRow, stateSince, members } = record
  if (causeRow >= 0 && record.fault === null)
    return { ...causeOf(memory, record, causeRow), partitions: record.inState }
  const cause: LagCause = { state: lagState, since: stateSince }
  if (members !== null) cause.members = members
  if (record.fault !== null) cause.fault = record.fault
  Object.assign(cause, unconfirmed(record))
  return cause
}

/** That figures are those of before its coordinator changed. */
function unconfirmed({
  heldSince,
  fault,
  asOf,
  coordinatorSince,
}: GroupRecord): Pick<LagCause, 'unconfirmed'> {
  if (heldSince === null || fault !== null || asOf === null) return {}
  return { unconfirmed: { asOf, changedAt: coordinatorSince } }
}

/** What makes the state of a row so: the words of its sentence. */
export function causeOf(memory: LagMemory, record: GroupRecord, row: number): LagCause {
  const { rows, book } = memory
  const part = rows.part[row] ?? -1
  const state = stateAt(rows.state[row])
  const since = rows.since[row] ?? Number.NaN
  const cause: LagCause = {
    state,
    since: Number.isNaN(since) ? null : Math.round(since),
    ...book.name(part),
  }
  if (record.members !== null) cause.members = record.members
  Object.assign(cause, unconfirmed(record))
  const offsets = rowOffsets(memory, row, record.kind === 'share')
  const words: [
    keyof LagCause & ('offset' | 'logStart' | 'logEnd' | 'lastStable' | 'lag' | 'lost'),
    bigint | null,
  ][] = [
    ['offset', offsets.committed],
    ['logStart', offsets.logStart],
    ['logEnd', offsets.logEnd],
    ['lastStable', offsets.lastStable],
    ['lag', offsets.lag],
    ['lost', offsets.lost],
  ]
  for (const [word, value] of words) if (value !== null) cause[word] = value.toString()
  // As lag it counts for nothing: the sentence tells of how many offsets.
  const { committed, lastStable } = offsets
  if (state === 'PHANTOM' && committed !== null && lastStable !== null)
    cause.lag = (lastStable - committed).toString()
  const rewound = state === 'REWOUND' ? rows.rewound.get(row) : undefined
  if (rewound !== undefined) cause.from = rewound.from.toString()
  if (state === 'LSO_BLOCKED') Object.assign(cause, memory.blockers.of(part, rows.stable[row] ?? NONE) ?? {})
  const fault = faultOf(memory, record, row)
  if (fault !== null && (state === 'UNKNOWN' || state === 'TOPIC_GONE')) cause.fault = fault
  return cause
}

/** Why figures of a row are not known. */
export function faultOf(
  { rows, book, rowFaults }: LagMemory,
  record: GroupRecord,
  row: number,
): ItemFault | null {
  if (record.fault !== null) return record.fault
  const part = rows.part[row] ?? -1
  return rowFaults.get(row) ?? book.faults.get(part) ?? book.topicOfPart(part).fault
}
