import { GroupDetail, GroupList } from '@sluice/shared/groups'
import { paths } from '@sluice/shared/paths'
import { createClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createConnectionMonitor } from '#features/clusters/connection-monitor.ts'
import { createLagBoards, type LagBoards } from '#features/groups/collector/lag-boards.ts'
import { createLog } from '#http/log.ts'
import { StreamGate } from '#http/stream-gate.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import { LagHistory } from '#store/lag-history/lag-history.ts'
import type { Store } from '#store/open-store.ts'
import { composeMoves } from '../compose-moves.ts'
import { createTestApp, type TestApp } from './test-app.ts'

/** The whole app on a given cluster, with its groups as the routes tell them. Nothing runs by itself: `cycle` reads. */
export interface GroupsApp {
  boards: LagBoards
  cycle(): Promise<void>
  list(): Promise<GroupList>
  group(group: string): Promise<GroupDetail>
  post(path: string, body: unknown): Promise<unknown>
}

export function createGroupsApp(
  { gateway, writer, requests }: { gateway: KafkaGateway; writer: KafkaWriter; requests(): number },
  store: Store,
): GroupsApp {
  const monitor = createConnectionMonitor(gateway, { bootstrap: [] })
  const clusters = createClusterRegistry([
    {
      ...{ name: 'local', bootstrap: [], gateway, monitor },
      background: { gateway, requests },
      writes: { writer },
    },
  ])
  const log = createLog({ level: 'error', write: () => {} })
  const onError = (_cluster: string, error: unknown) => {
    throw error
  }
  const boards = createLagBoards(clusters, { onError })
  const gate = new StreamGate()
  const { send } = createTestApp({
    clusters: { clusters },
    topics: { clusters },
    groups: { boards, gate },
    ...composeMoves({
      ...{ boards, clusters, store, gate, log, watchMs: 20 },
      history: new LagHistory(store, 1 << 26),
    }),
  })
  const get = async (path: string): Promise<unknown> => await answered(await send(path))
  return {
    boards,
    cycle: () => boards.cycle(),
    list: async () => GroupList.parse(await get(`${paths.groups('local')}?pageSize=500`)),
    group: async (group) => GroupDetail.parse(await get(paths.group('local', group))),
    post: async (path, body) => {
      const headers = { 'content-type': 'application/json' }
      return await answered(await send(path, { method: 'POST', headers, body: JSON.stringify(body) }))
    },
  }
}

async function answered(response: Awaited<ReturnType<TestApp['send']>>): Promise<unknown> {
  const body = await response.text()
  if (response.status !== 200) throw new Error(`${response.status}: ${body}`)
  return JSON.parse(body)
}
