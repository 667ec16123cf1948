import { readOffsetsCsv } from '@sluice/shared/groups-csv'
import type { MoveTarget } from '@sluice/shared/groups-reset'
import { AppError } from '#http/app-error.ts'
import { groupNotFound } from '#kafka/faults.ts'
import type { CallOptions } from '#kafka/gateway.ts'
import type { GroupSnapshots, WholeSnapshot } from '#store/group-snapshots.ts'
import type { SourcePlace } from './aims.ts'
import { idOf } from './place-id.ts'
import { type MoveReads, readGroup } from './read-group.ts'

interface SourceDeps {
  gateway: MoveReads
  snapshots: GroupSnapshots
  cluster: string
  group: string
}

/** The places that the mode names one by one; null where it says the same of every partition. */
export async function sourceOf(
  deps: SourceDeps,
  to: MoveTarget,
  options: CallOptions,
): Promise<Map<string, SourcePlace> | null> {
  switch (to.mode) {
    case 'partitions':
      return listed(to.offsets)
    case 'csv':
      return fromCsv(to.text, deps.group)
    case 'group':
      return await fromGroup(deps, to.group, options)
    case 'snapshot':
      return fromSnapshot(savedOffsets(deps, to.snapshot))
    case 'undo':
      return beforeMove(savedOffsets(deps, to.snapshot))
    default:
      return null
  }
}

function listed(offsets: readonly { topic: string; partition: number; offset: string }[]) {
  const places = new Map<string, SourcePlace>()
  for (const { topic, partition, offset } of offsets) {
    const id = idOf({ topic, partition })
    if (places.has(id))
      throw new AppError('BAD_REQUEST', `Partition ${partition} of "${topic}" is named twice. Name it once.`)
    places.set(id, { topic, partition, offset: BigInt(offset), beside: null, topicId: null })
  }
  return places
}

const CSV_FAULTS = {
  columns: 'is not topic,partition,offset nor group,topic,partition,offset',
  topic: 'names a topic that cannot be one',
  partition: 'has no partition number',
  offset: 'has no offset',
  twice: 'names a partition a second time',
} as const

function fromCsv(text: string, group: string) {
  const { offsets, faults } = readOffsetsCsv(text, group)
  if (faults.length > 0)
    throw new AppError(
      'BAD_REQUEST',
      `The offsets file cannot be read: ${faults.map(({ line, why }) => `line ${line} ${CSV_FAULTS[why]}`).join('; ')}.`,
      { details: { lines: faults } },
    )
  if (offsets.length === 0)
    throw new AppError('BAD_REQUEST', `The offsets file says nothing of group "${group}".`)
  return listed(offsets)
}

async function fromGroup({ gateway }: SourceDeps, other: string, options: CallOptions) {
  const ground = await readGroup(gateway, other, options)
  if (ground.kind === null && ground.commits.size === 0) throw ground.fault ?? groupNotFound(other)
  return new Map(
    [...ground.commits].map(([id, { topic, partition, offset }]): [string, SourcePlace] => [
      id,
      { topic, partition, offset, beside: null, topicId: null },
    ]),
  )
}

/** Throws `SNAPSHOT_NOT_FOUND`. */
function savedOffsets({ snapshots, cluster, group }: SourceDeps, id: string): WholeSnapshot {
  const saved = snapshots.read(cluster, id)
  if (saved === null || saved.snapshot.group !== group)
    throw new AppError('SNAPSHOT_NOT_FOUND', `No saved offsets of group "${group}" have the id "${id}".`)
  return saved
}

function fromSnapshot({ offsets }: WholeSnapshot) {
  return new Map(
    offsets.map(({ topic, partition, committed, topicId, leaderEpoch, metadata }): [string, SourcePlace] => [
      idOf({ topic, partition }),
      { topic, partition, offset: committed, topicId, beside: { leaderEpoch, metadata } },
    ]),
  )
}

/** Only what was moved goes back, and what had no commit has none again: other partitions may have gone on since. */
function beforeMove(saved: WholeSnapshot) {
  const commits = fromSnapshot(saved)
  return new Map(
    saved.moves.map(({ topic, partition }): [string, SourcePlace] => {
      const id = idOf({ topic, partition })
      const none = { topic, partition, offset: null, beside: null, topicId: null }
      return [id, commits.get(id) ?? none]
    }),
  )
}
