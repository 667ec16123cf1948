import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import type { AuditRoutesDeps } from '#features/groups/audit.routes.ts'
import { boardHabits } from '#features/groups/reset/board-habits.ts'
import { GroupMoves, type MoveDoor } from '#features/groups/reset/group-moves.ts'
import { listSnapshots } from '#features/groups/reset/list-snapshots.ts'
import { readAudit } from '#features/groups/reset/read-audit.ts'
import { usualRate } from '#features/groups/reset/usual-rate.ts'
import type { MoveRoutesDeps } from '#features/groups/reset.routes.ts'
import { decodePayload } from '#features/messages/decode-message.ts'
import type { Log } from '#http/log.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import { AuditLog } from '#store/audit-log.ts'
import { GroupSnapshots } from '#store/group-snapshots.ts'
import type { LagHistory } from '#store/lag-history/lag-history.ts'
import type { Shelf } from '#store/open-store.ts'
import { findBookmarkIn } from './compose-bookmarks.ts'
import type { Monitor } from './compose-monitor.ts'

/** What moves groups, and tells who did. */
export interface Moves {
  moves: MoveRoutesDeps
  audit: AuditRoutesDeps
}

interface MovesParts extends Pick<Monitor, 'boards'> {
  history: Pick<LagHistory, 'read'>
  clusters: ClusterRegistry
  store: Shelf
  gate: StreamGate
  log: Log
  /** How long commits must stand still; left out, as long as a consumer may take. */
  watchMs?: number
}

const KEY_BYTES = 400

export function composeMoves({ clusters, boards, history, store, gate, log, watchMs }: MovesParts): Moves {
  const snapshots = new GroupSnapshots(store)
  const audit = new AuditLog(store)
  const moves = new GroupMoves({
    snapshots,
    bookmark: findBookmarkIn(store),
    audit,
    decodeKey: (key) => decodePayload(key, KEY_BYTES),
    onMoved: (cluster, group) => boards.movedByUs(cluster, group),
    onFault: (event, fields) => log.error(event, fields),
    ...(watchMs === undefined ? {} : { watchMs }),
  })
  const door = (name: string): MoveDoor => {
    const { gateway, writes } = clusters.get(name)
    const habits = boardHabits(boards.find(name), (group) =>
      usualRate(history, { cluster: name, group }, Date.now()),
    )
    return { cluster: name, gateway, writes, habits }
  }
  return {
    moves: { moves, door, gate, log, listSnapshots: (...place) => listSnapshots(snapshots, ...place) },
    audit: {
      readAudit: (cluster, query) => readAudit(audit, clusters.get(cluster).name, query),
    },
  }
}
