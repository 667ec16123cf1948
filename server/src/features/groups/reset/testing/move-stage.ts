import { isUtf8 } from 'node:buffer'
import { MovePlanRequest } from '@sluice/shared/groups-reset'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { GroupWrites } from '#kafka/groups.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryClusterSpec } from '#kafka/memory/memory-spec.ts'
import { AuditLog } from '#store/audit-log.ts'
import { GroupSnapshots } from '#store/group-snapshots.ts'
import type { Store } from '#store/open-store.ts'
import { temporaryStore } from '#store/testing/temporary-store.ts'
import { GroupMoves, type GroupMovesDeps, type MoveDoor } from '../group-moves.ts'
import { byPlace } from '../place-id.ts'

/** Everything that a move of a group needs, on a cluster in memory. */
export function moveStage(
  spec: MemoryClusterSpec,
  changes: Partial<GroupMovesDeps> = {},
  store: Store = temporaryStore().store,
) {
  const gateway = createMemoryGateway(spec)
  const calls: string[] = []
  const { commitGroupOffsets, alterShareOffsets, deleteGroupOffsets, deleteGroup } = gateway.writer
  const counted = <Args extends unknown[], T>(name: string, call: (...args: Args) => T) => {
    return (...args: Args): T => {
      calls.push(name)
      return call(...args)
    }
  }
  const writer: GroupWrites & { calls: string[] } = {
    calls,
    commitGroupOffsets: counted('commit', commitGroupOffsets),
    alterShareOffsets: counted('alter', alterShareOffsets),
    deleteGroupOffsets: counted('forget', deleteGroupOffsets),
    deleteGroup: counted('delete', deleteGroup),
  }
  return { ...movesOn({ gateway, writer }, changes, store), gateway, writer }
}

/** The same on any cluster. */
export function movesOn(
  { gateway, writer }: { gateway: KafkaGateway; writer: GroupWrites },
  changes: Partial<GroupMovesDeps> = {},
  store: Store = temporaryStore().store,
) {
  const snapshots = new GroupSnapshots(store)
  const audit = new AuditLog(store)
  const faults: [string, Record<string, unknown>][] = []
  const moves = new GroupMoves({
    snapshots,
    bookmark: () => {
      throw new Error('No test of moves that has no bookmarks of its own names one')
    },
    audit,
    decodeKey: (key) =>
      key === null
        ? null
        : {
            encoding: isUtf8(key) ? 'utf8' : 'base64',
            data: key.toString(isUtf8(key) ? 'utf8' : 'base64'),
            size: key.length,
            truncated: false,
          },
    onFault: (event, fields) => void faults.push([event, fields]),
    watchMs: 0,
    laterMs: 20,
    ...changes,
  })
  const door: MoveDoor = {
    cluster: 'local',
    gateway,
    writes: { writer },
    habits: async () => ({ rate: 10, quietSince: null, standalone: false }),
  }
  const never = new AbortController().signal
  const plan = (group: string, request: unknown) =>
    moves.plan(door, group, MovePlanRequest.parse(request), never)
  const apply = (group: string, hash: string, why = 'a test') =>
    moves.apply(door, group, { plan: hash, who: 'mina', why, confirm: group })
  const undo = (group: string, snapshot: string) =>
    moves.undo(door, group, { snapshot, who: 'mina', why: 'a mistake', confirm: group })
  const commits = async (group: string) => {
    const [found] = await gateway.listGroupOffsets([group])
    if (!found?.ok) throw new Error('The commits cannot be read')
    return found.value.topics
      .flatMap(({ topic, partitions }) =>
        partitions.map((one) => ({ topic, ...one, offset: `${one.offset}` })),
      )
      .sort(byPlace)
  }
  const audited = () => audit.page('local', { target: null, before: null, limit: 100 }).rows
  return { store, snapshots, moves, door, plan, apply, undo, commits, audited, faults }
}
