import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type KafkaCluster, startKafka } from '@sluice/demo/kafka/start-kafka.ts'
import { SERVICE_NAMES, SERVICES } from '@sluice/demo/systems/library/service-table.ts'
import { type RunningLibrary, startLibrary } from '@sluice/demo/systems/library/start-library.ts'
import { paths } from '@sluice/shared/paths'
import { TopologyGraph, TopologyTimes } from '@sluice/shared/topology'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createConnectionMonitor } from '#features/clusters/connection-monitor.ts'
import { createLagBoards } from '#features/groups/collector/lag-boards.ts'
import { createLog } from '#http/log.ts'
import { createRealGateway } from '#kafka/real/real-gateway.ts'
import { createRealWriter } from '#kafka/real/real-writer.ts'
import { connectionTo } from '#kafka/testing/connection-to.ts'
import { Store } from '#store/open-store.ts'
import { composeTopology } from './compose-topology.ts'
import { createTestApp, type TestApp } from './testing/test-app.ts'

const DEADLINE_MS = 90_000
const SETTINGS = { keepDays: 1, budgetBytes: 1_000_000, identityHeaders: [] }

let kafka: KafkaCluster
let library: RunningLibrary
let send: TestApp['send']
const endings: (() => unknown)[] = []
const errors: string[] = []

beforeAll(async () => {
  kafka = await startKafka()
  endings.push(() => kafka.stop())
  library = await startLibrary({ brokers: kafka.bootstrap, report: () => {} })
  endings.push(() => library.stop())
  const connection = connectionTo(kafka.bootstrap)
  const [gateway, writer] = [createRealGateway(connection), createRealWriter(connection)]
  endings.push(() => Promise.all([gateway.close(), writer.close()]))
  const monitor = createConnectionMonitor(gateway, { bootstrap: kafka.bootstrap })
  const clusters = createClusterRegistry([
    { name: 'local', bootstrap: kafka.bootstrap, gateway, monitor, writes: { writer } },
  ])
  const log = createLog({ level: 'error', write: (line) => void errors.push(line) })
  const boards = createLagBoards(clusters, {
    intervalMs: 1_000,
    onError: (_, error) => void errors.push(`${error}`),
  })
  const dataDir = mkdtempSync(join(tmpdir(), 'sluice-topology-'))
  const quiet = () => {}
  const store = new Store({ dataDir, maxBytes: 64 << 20, log: { info: quiet, warn: quiet, error: quiet } })
  endings.push(() => {
    store.close()
    rmSync(dataDir, { recursive: true, force: true })
  })
  const topology = composeTopology({
    ...{ boards, clusters, log, store },
    config: { topology: SETTINGS, historyMaxMb: 64, loopback: true },
  })
  endings.push(() => boards.stop(), topology.stop)
  send = createTestApp({ clusters: { clusters }, topology: topology.routes }).send
  boards.start()
  topology.start()
}, DEADLINE_MS)

afterAll(async () => {
  for (const end of endings.toReversed()) await end()
})

async function read(): Promise<TopologyGraph> {
  return TopologyGraph.parse(await (await send(paths.topology('local'))).json())
}

/** Of each service that is drawn, the one of the sample system that its parts are of. */
function truthOf(parts: readonly string[]): string[] {
  return SERVICE_NAMES.filter((name) => {
    const { clientId, groupId } = SERVICES[name]
    return parts.some((part) => part === `group:${groupId}` || part === `claim:source=${clientId}`)
  })
}

function drawn({ nodes, edges }: TopologyGraph, relation: 'reads' | 'writes'): string[] {
  const actors = new Map(nodes.map((node) => [node.id, node]))
  const lines = edges
    .filter((edge) => edge.relation === relation && edge.tier !== 'suspected')
    .map(({ from, to }) => {
      const actor = actors.get(relation === 'reads' ? to : from)
      const names = actor?.name == null ? ['?'] : truthOf(actor.parts)
      return `${names.join(' and ')} ${relation} ${(relation === 'reads' ? from : to).slice('topic:'.length)}`
    })
  return [...new Set(lines)].sort()
}

const TRUE_READS = SERVICE_NAMES.flatMap((name) =>
  SERVICES[name].reads.map((topic) => `${name} reads ${topic}`),
).sort()
/** One of the services leaves no trace of itself in what it writes. */
const TRUE_WRITES = SERVICE_NAMES.flatMap((name) =>
  SERVICES[name].writes.map((topic) => `${name === 'book' ? '?' : name} writes ${topic}`),
).sort()

describe('the graph of the sample system', () => {
  it(
    'has every reader and every writer that there is, and none that is not',
    async () => {
      // Who writes is seen at once in part, and by name once a record of each topic has been read.
      const soon = { timeout: DEADLINE_MS }
      await expect.poll(async () => drawn(await read(), 'reads'), soon).toEqual(TRUE_READS)
      await expect.poll(async () => drawn(await read(), 'writes'), soon).toEqual(TRUE_WRITES)
      const graph = await read()
      const rules = graph.findings.map(({ rule }) => rule)
      expect(rules).toContain('saga-compensation')
      expect(
        TopologyTimes.parse(await (await send(paths.topologyTimes('local'))).json()).buckets,
      ).not.toEqual([])
      expect(errors).toEqual([])
    },
    2 * DEADLINE_MS,
  )
})
