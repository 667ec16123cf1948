import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { type ClusterRegistry, createClusterRegistry } from '#features/clusters/cluster-registry.ts'
import { createConnectionMonitor } from '#features/clusters/connection-monitor.ts'
import { BufferShares } from '#features/messages/buffer-shares.ts'
import { createCursorCodec } from '#features/messages/cursor.ts'
import { WriteOnce } from '#features/messages/produce/write-once.ts'
import { createLog, type Log } from '#http/log.ts'
import { type HttpServer, PortTakenError, serveHttp } from '#http/serve-http.ts'
import { loadStaticFiles } from '#http/static-files.ts'
import { StreamGate } from '#http/stream-gate.ts'
import { createApp } from './app.ts'
import { type CommandLine, helpText, parseCommandLine } from './cli.ts'
import { composeAlerts } from './compose-alerts.ts'
import { composeBookmarks, findBookmarkIn } from './compose-bookmarks.ts'
import { composeHistory } from './compose-history.ts'
import { composeMetrics } from './compose-metrics.ts'
import { composeMonitor } from './compose-monitor.ts'
import { composeMoves } from './compose-moves.ts'
import { composeReplay } from './compose-replay.ts'
import { composeStates } from './compose-states.ts'
import { composeThreads } from './compose-threads.ts'
import { composeTopology } from './compose-topology.ts'
import type { AppConfig } from './config/app-config.ts'
import { urlHost } from './config/bind-address.ts'
import { ConfigError } from './config/config-fault.ts'
import { loadCursorSecret } from './config/cursor-secret.ts'
import { loadConfig } from './config/load-config.ts'
import { unknownVariables } from './config/read-environment.ts'
import { secretValues, toConnection } from './config/to-connection.ts'
import { endOnSignals } from './lifecycle.ts'
import { VERSION } from './version.ts'

/** Exit codes of sysexits.h: a fault of ours, a resource that is taken for now, a fault in the configuration. */
const EXIT_SOFTWARE = 70
const EXIT_TAKEN = 75
const EXIT_CONFIG = 78

const toStderr = (line: string): void => void process.stderr.write(`${line}\n`)

/** The composition root: everything that lives is made here and handed on. */
async function main(): Promise<void> {
  const [command, ...flags] = process.argv.slice(2)
  if (command === 'search') {
    const { search } = await import('./cli/search.ts')
    process.exit(await search(flags, composeThreads))
  }
  if (command === 'replay') {
    const { replay } = await import('./cli/replay.ts')
    process.exit(await replay(flags))
  }
  const line = parseCommandLine(process.argv.slice(2))
  if (line.action !== 'serve') {
    console.log(line.action === 'help' ? helpText(VERSION) : VERSION)
    return
  }
  const config = readConfig(line)
  if (config === null) return
  const log = createLog({ level: config.logLevel, write: toStderr, hidden: secretValues(config) })
  warn(config, log)
  await serve(config, log)
}

function readConfig({ settings, faults }: CommandLine): AppConfig | null {
  try {
    return loadConfig({ flags: settings, faults, env: process.env, cwd: process.cwd() })
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const log = createLog({ level: 'info', write: toStderr })
    for (const { where, message } of error.faults) log.error('config-fault', { where, message })
    process.exitCode = EXIT_CONFIG
    return null
  }
}

function warn({ loopback, host, clusters }: AppConfig, log: Log): void {
  for (const variable of unknownVariables(process.env))
    log.warn('unknown-variable', {
      variable,
      message: 'No setting has this name, so it does nothing; see --help.',
    })
  if (!loopback)
    log.warn('open-without-authentication', {
      host,
      message:
        'Whoever reaches this address can read every message of every cluster. It was asked for by configuration.',
    })
  for (const { name, tls } of clusters)
    if (tls?.skipVerify)
      log.warn('tls-unverified', {
        cluster: name,
        message: 'Any certificate is taken: someone in between could read along.',
      })
}

async function serve(config: AppConfig, log: Log): Promise<void> {
  const shutdown = new AbortController()
  const { filters, sifter, close: endThreads } = composeThreads()
  shutdown.signal.addEventListener('abort', endThreads)
  const gate = new StreamGate()
  shutdown.signal.addEventListener('abort', () => gate.endAll())
  const clusters = await openClusters(config, log)
  const monitor = composeMonitor(config, clusters, log)
  let port = config.port
  const url = () => `http://${urlHost(config.host)}:${port}`
  const alerts = composeAlerts({ config, monitor, log, shutdown: shutdown.signal, url })
  const topology = composeTopology({ ...monitor, config, clusters, log })
  const buffers = new BufferShares()
  const bookmarks = findBookmarkIn(monitor.store)
  const secret = cursorSecret(config, log)
  const reading = { cursors: createCursorCodec(secret), filters, sifter, bookmarks, buffers, gate }
  const ending = { shutdown: shutdown.signal, version: VERSION }
  const replay = composeReplay({ ...monitor, ...reading, ...ending, config, clusters, secret, log })
  const app = createApp({
    log,
    version: VERSION,
    hosts: () => ({ bound: urlHost(config.host), port, names: config.allowedHosts }),
    origins: { allowTools: config.loopback },
    page: loadStaticFiles(pageFolder()),
    shutdown: shutdown.signal,
    clusters: { clusters },
    topics: { clusters },
    messages: { clusters, log, ...reading },
    produce: { clusters, writes: new WriteOnce(), log },
    metrics: composeMetrics({ config, clusters, gate, monitor, alerts }),
    groups: { boards: monitor.boards, gate, further: (c) => [...topology.feeds(c), ...replay.feeds(c)] },
    history: composeHistory({ ...monitor, clusters, shutdown: shutdown.signal }),
    ...composeMoves({ ...monitor, clusters, gate, log }),
    ...replay.routes,
    ...composeBookmarks({ ...monitor, config, clusters, gate }),
    alerts: { alerts, gate },
    topology: topology.routes,
    ...composeStates({ ...monitor, clusters, buffers, gate, log }),
  })
  const server = await listen(app.fetch, config, log)
  if (server === null) return
  port = server.port
  endOnSignals({
    log,
    shutdown,
    closeServer: (graceMs) => server.close(graceMs),
    closeClusters: async () => {
      alerts.stop()
      await replay.stop()
      await topology.stop()
      monitor.stop()
      await closeClusters(clusters, log)
    },
  })
  for (const cluster of clusters.all()) cluster.monitor.start()
  alerts.start()
  monitor.start()
  topology.start()
  replay.start()
  console.log(JSON.stringify({ event: 'listening', url: url() }))
}

function cursorSecret({ dataDir }: AppConfig, log: Log): Buffer {
  const { secret, unkept } = loadCursorSecret(dataDir)
  if (unkept !== null)
    log.warn('cursors-not-kept', {
      reason: unkept,
      message: 'Links to the next page of a scan end with this process.',
    })
  return secret
}

async function listen(
  fetch: Parameters<typeof serveHttp>[0],
  { host, port, portSearch }: AppConfig,
  log: Log,
): Promise<HttpServer | null> {
  try {
    return await serveHttp(fetch, { host, port, portSearch, log })
  } catch (error) {
    const taken = error instanceof PortTakenError
    log.error('cannot-listen', { message: (error as Error).message, host, port })
    process.exitCode = taken ? EXIT_TAKEN : EXIT_CONFIG
    return null
  }
}

async function openClusters({ clusters }: AppConfig, log: Log): Promise<ClusterRegistry> {
  // Half of the start goes into the Kafka client: not for who only asks for help or has a fault in the configuration.
  const [{ createRealGateway }, { createRealWriter }] = await Promise.all([
    import('#kafka/real/real-gateway.ts'),
    import('#kafka/real/real-writer.ts'),
  ])
  return createClusterRegistry(
    clusters.map((cluster) => {
      const { name, brokers: bootstrap } = cluster
      const connection = toConnection(cluster)
      const gateway = createRealGateway(connection)
      const { readOnly } = cluster
      const writes = readOnly === null ? { writer: createRealWriter(connection) } : { readOnly }
      const monitor = createConnectionMonitor(gateway, {
        bootstrap,
        onChange: (state) => log.info('connection', { cluster: name, ...state }),
      })
      let sent = 0
      const counted = { ...connection, onRequest: () => void sent++, skipSilent: true }
      const background = { gateway: createRealGateway(counted), requests: () => sent }
      const evidence = createRealGateway({ ...connection, skipSilent: true })
      return { name, bootstrap, gateway, background, evidence, monitor, writes }
    }),
  )
}

async function closeClusters(clusters: ClusterRegistry, log: Log): Promise<void> {
  await Promise.all(
    clusters.all().map(async ({ name, gateway, background, evidence, monitor, writes }) => {
      monitor.stop()
      if ('writer' in writes) await writes.writer.close()
      for (const one of [gateway, background?.gateway, evidence])
        await one?.close().catch((error: unknown) => log.warn('close-failed', { cluster: name, error }))
    }),
  )
}

/** `dist/web`, seen from the bundle in `dist/server` or from the source. */
function pageFolder(): string {
  const beside = join(import.meta.dirname, '../web')
  return existsSync(join(beside, 'index.html')) ? beside : join(import.meta.dirname, '../../dist/web')
}

// Not awaited at the top level: the bundle's other chunks may import this one, and would wait for it for ever.
main().catch((error: unknown) => {
  createLog({ level: 'error', write: toStderr }).error('start-failed', { error })
  process.exitCode = EXIT_SOFTWARE
})
