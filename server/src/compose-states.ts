import type { ClusterRegistry } from '#features/clusters/cluster-registry.ts'
import type { BufferShares } from '#features/messages/buffer-shares.ts'
import { decodePayload } from '#features/messages/decode-message.ts'
import { csvCell } from '#features/messages/export/csv-cell.ts'
import { openLogWalk } from '#features/messages/walk/log-walk.ts'
import { StateShelf } from '#features/replay/state/state-shelf.ts'
import type { StateRoutesDeps } from '#features/replay/state.routes.ts'
import type { Log } from '#http/log.ts'
import type { StreamGate } from '#http/stream-gate.ts'
import type { Shelf } from '#store/open-store.ts'
import { findBookmarkIn } from './compose-bookmarks.ts'

interface StatesParts {
  store: Shelf
  clusters: ClusterRegistry
  buffers: BufferShares
  gate: StreamGate
  log: Log
}

/** States of topics as of a point: messages lend what reads a log and what decodes it. */
export function composeStates({ store, clusters, buffers, gate, log }: StatesParts): {
  states: StateRoutesDeps
} {
  const bookmarks = findBookmarkIn(store)
  return {
    states: {
      clusters,
      shelf: new StateShelf(),
      openWalk: (call, gateway, signal) =>
        openLogWalk({ gateway, buffers, bookmarks, now: Date.now }, call, signal),
      decode: decodePayload,
      cell: (text) => csvCell(text, true),
      gate,
      log,
    },
  }
}
