import type { ReadBack } from '@sluice/shared/groups-reset-result'
import type { GroupKind } from '#kafka/groups.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import { idOf } from './place-id.ts'
import type { PlacedRow } from './place-row.ts'
import { textOf } from './plan-words.ts'
import { type Commit, type MoveReads, readCommits } from './read-group.ts'

const STRAYS_MAX = 100

/** Reads the commits again and says which stand elsewhere than where `rows` put them. */
export async function readBack(
  gateway: MoveReads,
  { group, kind, rows, at }: { group: string; kind: GroupKind; rows: readonly PlacedRow[]; at: number },
): Promise<{ told: ReadBack; commits: ReadonlyMap<string, Commit> | null }> {
  try {
    const { commits } = await readCommits(gateway, group, kind, {})
    const strays = rows.flatMap((row) => {
      const expected = row.act === 'forget' ? null : row.to
      const found = commits.get(idOf(row))?.offset ?? null
      const { topic, partition } = row
      return found === expected
        ? []
        : [{ topic, partition, expected: textOf(expected), found: textOf(found) }]
    })
    const told = { at, strays: strays.slice(0, STRAYS_MAX), strayCount: strays.length, fault: null }
    return { told, commits }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    // A group that is no more has no commits: that is what deleting it was for.
    if (error.code === 'GROUP_NOT_FOUND')
      return { told: { at, strays: [], strayCount: 0, fault: null }, commits: new Map() }
    return { told: { at, strays: [], strayCount: 0, fault: toItemFault(error) }, commits: null }
  }
}
