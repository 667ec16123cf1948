import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import type { AuditRoutesDeps } from '#features/groups/audit.routes.ts'
import { GroupMoves, type MoveDoor } from '#features/groups/reset/group-moves.ts'
import type { MoveRoutesDeps } from '#features/groups/reset.routes.ts'
import { decodePayload } from '#features/messages/decode-message.ts'
import type { Log } from '#http/log.ts'
import { AuditLog } from '#store/audit-log.ts'
import { GroupSnapshots } from '#store/group-snapshots.ts'
import type { Store } from '#store/open-store.ts'

interface MovesParts {
  clusters: ClusterRegistry
  store: Store
  log: Log
  habits: (cluster: string) => MoveDoor['habits']
}

const KEY_BYTES = 400

/** Moving groups, and the audit of it. */
export function composeMoves({ clusters, store, log, habits }: MovesParts): {
  moves: MoveRoutesDeps
  audit: AuditRoutesDeps
} {
  const snapshots = new GroupSnapshots(store)
  const audit = new AuditLog(store)
  const moves = new GroupMoves({
    snapshots,
    audit,
    decodeKey: (key) => decodePayload(key, KEY_BYTES),
    onFault: (event, fields) => log.error(event, fields),
  })
  const door = (name: string): MoveDoor => {
    const { gateway, writes } = clusters.get(name)
    return { cluster: name, gateway, writes, habits: habits(name) }
  }
  return { moves: { moves, snapshots, door, log }, audit: { audit, clusters } }
}
