import { tmpdir } from 'node:os'
import type { ReadOnlyReason } from '@sluice/shared/clusters'
import { createAlerts } from '#features/alerts/create-alerts.ts'
import { Receivers } from '#features/alerts/delivery/receivers.ts'
import { createClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createConnectionMonitor } from '#features/clusters/connection-monitor.ts'
import { createLagBoards, type LagBoards } from '#features/groups/collector/lag-boards.ts'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import { WriteOnce } from '#features/messages/produce/write-once.ts'
import { createProcessMetrics } from '#features/metrics/process-metrics.ts'
import { testFilters } from '#filters/testing/test-filters.ts'
import { createLog } from '#http/log.ts'
import { toStaticFile } from '#http/static-files.ts'
import { StreamGate } from '#http/stream-gate.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import type { MemoryGateway } from '#kafka/memory/memory-spec.ts'
import { LagHistory } from '#store/lag-history/lag-history.ts'
import type { Store } from '#store/open-store.ts'
import { temporaryStore } from '#store/testing/temporary-store.ts'
import { type AppDeps, createApp } from '../app.ts'
import { composeBookmarks, findBookmarkIn } from '../compose-bookmarks.ts'
import { composeHistory } from '../compose-history.ts'
import { composeMoves } from '../compose-moves.ts'
import { composeReplay } from '../compose-replay.ts'
import { composeStates } from '../compose-states.ts'
import { composeTopology } from '../compose-topology.ts'

export interface TestApp {
  app: ReturnType<typeof createApp>
  gateway: MemoryGateway
  /** Not started: a test has a cycle run when it wants one. */
  boards: LagBoards
  log: string[]
  shutdown: AbortController
  /** Sends a request whose target reaches the app exactly as given, under a Host that is ours unless said. */
  send(target: string, init?: RequestInit): Promise<Response>
}

const HOST = '127.0.0.1:4400'
const TOPOLOGY = { keepDays: 7, budgetBytes: 1_000_000, identityHeaders: ['source'] }

/** The whole app on an in-memory cluster named `local`. `readOnly`: why nobody may change its alerts. */
export function createTestApp(
  changes: Partial<AppDeps> = {},
  readOnly: ReadOnlyReason | null = null,
): TestApp {
  const gateway = createMemoryGateway({
    topics: [
      { name: 'orders', partitions: 3 },
      { name: '__consumer_offsets', internal: true },
    ],
  })
  const monitor = createConnectionMonitor(gateway, { bootstrap: ['memory:9092'] })
  const clusters = createClusterRegistry([
    { name: 'local', bootstrap: ['memory:9092'], gateway, monitor, writes: { writer: gateway.writer } },
  ])
  const log: string[] = []
  const shutdown = new AbortController()
  const html = Buffer.from('<!doctype html><title>Sluice</title>')
  const lines = createLog({ level: 'debug', write: (line) => log.push(line) })
  const cursors = createCursorCodec(Buffer.alloc(32, 7))
  const boards = createLagBoards(clusters, {
    onError: (cluster, error) => lines.error('collector-failed', { cluster, error }),
  })
  const store = storeWhenAsked()
  const history = new LagHistory(store, 512 << 20)
  const topology = composeTopology({
    ...{ boards, clusters, store, log: lines },
    config: { topology: TOPOLOGY, historyMaxMb: 512, loopback: readOnly === null },
  })
  const bookmarks = findBookmarkIn(store)
  const reading = {
    cursors,
    bookmarks,
    filters: testFilters(),
    buffers: new BufferShares(),
    gate: new StreamGate(),
  }
  const replay = composeReplay({
    ...{ ...reading, clusters, boards, store, secret: Buffer.alloc(32, 7), log: lines, version: '0.0.0' },
    ...{ config: { dataDir: tmpdir(), replayEndpoints: [] }, shutdown: shutdown.signal },
  })
  const app = createApp({
    log: lines,
    version: '0.0.0',
    hosts: () => ({ bound: '127.0.0.1', port: 4400, names: [] }),
    origins: { allowTools: true },
    page: new Map([['/index.html', toStaticFile('/index.html', html)]]),
    shutdown: shutdown.signal,
    clusters: { clusters },
    topics: { clusters },
    messages: { clusters, log: lines, ...reading },
    produce: { clusters, writes: new WriteOnce(), log: lines },
    metrics: {
      metrics: {
        source: { clusters: () => [] },
        options: { profiles: ['sluice'], seriesMax: 1000 },
        process: createProcessMetrics('0.0.0'),
      },
      gate: new StreamGate(),
    },
    groups: { boards, gate: new StreamGate(), further: (c) => [...topology.feeds(c), ...replay.feeds(c)] },
    history: composeHistory({
      ...{ boards, clusters, store, feeds: new Map(), shutdown: shutdown.signal },
      history,
    }),
    ...composeMoves({ boards, history, store, clusters, gate: new StreamGate(), log: lines, watchMs: 20 }),
    alerts: { alerts: testAlerts(boards, store, shutdown.signal, readOnly), gate: new StreamGate() },
    topology: topology.routes,
    ...replay.routes,
    ...composeBookmarks({ store, clusters, gate: new StreamGate(), config: { loopback: readOnly === null } }),
    ...composeStates({ store, clusters, buffers: new BufferShares(), gate: new StreamGate(), log: lines }),
    ...changes,
  })
  const send = async (target: string, init: RequestInit = {}): Promise<Response> => {
    const headers = new Headers(init.headers)
    if (!headers.has('host')) headers.set('host', HOST)
    const request = new Request(new URL(target.replaceAll('\\', '/'), `http://${HOST}`), { ...init, headers })
    const incoming = { url: target, headersDistinct: { host: [headers.get('host') ?? ''] } }
    return await app.fetch(request, { incoming })
  }
  return { app, gateway, boards, log, shutdown, send }
}

type LazyStore = Pick<Store, 'read' | 'write' | 'tryWrite' | 'health' | 'mode' | 'generation'>

function testAlerts(boards: LagBoards, store: LazyStore, stop: AbortSignal, readOnly: ReadOnlyReason | null) {
  const externalUrl = () => `http://${HOST}`
  const receivers = new Receivers({ targets: [], externalUrl, sentence: () => null, stop })
  const onFault = (_cluster: string, error: unknown) => {
    throw error
  }
  return createAlerts({
    ...{ boards, receivers, onFault, store, fixed: [], past: null, holdMs: 300_000, readOnly },
  })
}

/** Most tests keep nothing, and a database takes as long to open as they do in all. */
function storeWhenAsked(): LazyStore {
  let store: Store | null = null
  const opened = (): Store => {
    store ??= temporaryStore().store
    return store
  }
  return {
    read: (work) => opened().read(work),
    write: (work) => opened().write(work),
    tryWrite: (work) => opened().tryWrite(work),
    health: () => opened().health(),
    get mode() {
      return opened().mode
    },
    get generation() {
      return opened().generation
    },
  }
}
