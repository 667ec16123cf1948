import type { MovedRow } from '@sluice/shared/groups-reset-result'
import type { GroupKind, GroupWriteOutcome, GroupWrites } from '#kafka/groups.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { WriteFault } from '#kafka/write-faults.ts'
import { idOf } from './place-id.ts'
import type { PlacedRow } from './place-row.ts'
import { textOf } from './plan-words.ts'
import type { Commit } from './read-group.ts'

interface Written {
  row: PlacedRow
  fault: WriteFault | null
}

/**
 * Writes what the plan says: one request with all places, one with all that is to be forgotten. Throws where nothing at
 * all was written, and where it is not known and no row can say so: a group without commits that was to be deleted.
 */
export async function writeMove(
  writer: GroupWrites,
  { group, kind, mode, rows }: { group: string; kind: GroupKind; mode: string; rows: readonly PlacedRow[] },
): Promise<Written[]> {
  const moves = rows.filter(({ act }) => act === 'move')
  const forgets = rows.filter(({ act }) => act === 'forget')
  const written: Written[] = []
  if (mode === 'delete-group') {
    const fault = await faultOf(writer.deleteGroup(group))
    if (fault !== null && (fault.written === 'no' || forgets.length === 0)) throw fault
    return forgets.map((row) => ({ row, fault }))
  }
  if (moves.length > 0) written.push(...match(moves, await place(writer, group, kind, moves)))
  if (forgets.length > 0) {
    const ids = forgets.map(({ topic, partition }) => ({ topic, partition }))
    written.push(...match(forgets, await outcomesOf(writer.deleteGroupOffsets(group, kind, ids))))
  }
  const [first] = written
  if (first?.fault != null && written.every(({ fault }) => fault?.written === 'no')) throw first.fault
  return written
}

/** With where each commit was found afterwards. */
export function toMovedRow({ row, fault }: Written, found: ReadonlyMap<string, Commit> | null): MovedRow {
  const { topic, partition, from, act } = row
  return {
    topic,
    partition,
    from: textOf(from),
    to: act === 'forget' ? null : textOf(row.to),
    end: fault === null ? 'done' : fault.written === 'no' ? 'refused' : 'unknown',
    found: textOf(found?.get(idOf(row))?.offset ?? null),
    fault: fault === null ? null : toItemFault(fault),
  }
}

async function place(writer: GroupWrites, group: string, kind: GroupKind, moves: readonly PlacedRow[]) {
  const places = moves.map(placeOf)
  const sent =
    kind === 'share' ? writer.alterShareOffsets(group, places) : writer.commitGroupOffsets(group, places)
  return await outcomesOf(sent)
}

function placeOf({ topic, partition, to, beside }: PlacedRow) {
  if (to === null) throw new Error(`The plan has no place for partition ${partition} of "${topic}".`)
  const { leaderEpoch = null, metadata = '' } = beside ?? {}
  return { topic, partition, offset: to, leaderEpoch, metadata }
}

/** A call that failed as a whole failed for each of its partitions. */
async function outcomesOf(call: Promise<GroupWriteOutcome[]>): Promise<GroupWriteOutcome[] | WriteFault> {
  try {
    return await call
  } catch (error) {
    if (error instanceof WriteFault) return error
    throw error
  }
}

async function faultOf(call: Promise<void>): Promise<WriteFault | null> {
  try {
    await call
    return null
  } catch (error) {
    if (error instanceof WriteFault) return error
    throw error
  }
}

function match(rows: readonly PlacedRow[], outcomes: GroupWriteOutcome[] | WriteFault): Written[] {
  return rows.map((row, index) => {
    if (outcomes instanceof WriteFault) return { row, fault: outcomes }
    const outcome = outcomes[index]
    if (outcome !== undefined) return { row, fault: outcome.ok ? null : outcome.fault }
    const fault = new WriteFault('WRITE_UNKNOWN', 'Kafka sent no answer for this partition.', {
      written: 'unknown',
    })
    return { row, fault }
  })
}
