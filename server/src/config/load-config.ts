import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import type { ReadOnlyReason } from '@sluice/shared/clusters'
import type { AppConfig, ClusterConfig } from './app-config.ts'
import { isLoopback } from './bind-address.ts'
import { buildAlerts } from './build-alerts.ts'
import { buildCluster } from './build-cluster.ts'
import { buildEndpoints } from './build-endpoints.ts'
import { ConfigError, type ConfigFault } from './config-fault.ts'
import { deepFreeze } from './deep-freeze.ts'
import { type MergedSettings, mergeSettings } from './merge-settings.ts'
import { readEnvironment } from './read-environment.ts'
import { readConfigFile } from './read-file.ts'
import type { Environment } from './reference.ts'
import type { Setting } from './setting.ts'
import { Settings } from './settings-schema.ts'

export interface ConfigSources {
  /** Settings of the command line, with the faults found there. */
  flags: readonly Setting[]
  faults: readonly ConfigFault[]
  env: Environment
  cwd: string
}

/** Flag over variable over file over default, checked once. Throws a {@link ConfigError} with every fault there is. */
export function loadConfig({ flags, faults: found, env, cwd }: ConfigSources): AppConfig {
  const faults = [...found]
  const given = [...readEnvironment(env), ...flags]
  const named = given.findLast(({ path }) => path[0] === 'config')?.value
  const file = typeof named === 'string' ? resolve(cwd, named) : null
  const folder = file === null ? cwd : dirname(file)
  const fromFile = file === null ? [] : readConfigFile(file, { env, folder }, faults)
  const allowed = fromFile.filter(({ path: [key = ''], where }) => {
    if (key !== 'local' && key !== 'config') return true
    faults.push({ where: `${where} ${key}`, message: 'is not a setting of the file' })
    return false
  })
  const merged = mergeSettings([...allowed, ...given])
  const settings = parse(merged, faults)
  const config = settings === null ? null : build(settings, merged, { env, cwd, folder }, faults)
  if (faults.length > 0 || config === null) throw new ConfigError(faults)
  return deepFreeze(config)
}

function parse(merged: MergedSettings, faults: ConfigFault[]): Settings | null {
  const parsed = Settings.safeParse(merged.tree)
  if (parsed.success) return parsed.data
  for (const issue of parsed.error.issues) {
    if (issue.code === 'unrecognized_keys')
      for (const key of issue.keys)
        faults.push({ where: merged.whereIs([...issue.path, key]), message: 'is not a setting' })
    else if (
      issue.path.length === 2 &&
      issue.path[0] === 'local' &&
      issue.path[1] === 'brokers' &&
      !hasBrokers(merged)
    )
      faults.push({ where: whereLocal(merged), message: 'describes a cluster, but no --brokers are given' })
    else faults.push({ where: merged.whereIs(issue.path), message: issue.message })
  }
  return null
}

function hasBrokers({ tree }: MergedSettings): boolean {
  return typeof tree.local === 'object' && tree.local !== null && 'brokers' in tree.local
}

/** A flag that was given for the cluster without brokers. */
function whereLocal(merged: MergedSettings): string {
  const paths = [['tls', 'enabled'], ['tls', 'ca'], ['sasl', 'mechanism'], ['sasl', 'username'], ['clientId']]
  const known = paths
    .map((path) => merged.whereIs(['local', ...path]))
    .find((where) => !where.startsWith('local'))
  return known ?? '--brokers'
}

interface Surroundings {
  env: Environment
  cwd: string
  folder: string
}

function build(
  settings: Settings,
  merged: MergedSettings,
  { env, cwd, folder }: Surroundings,
  faults: ConfigFault[],
): AppConfig {
  const { host, port, portSearch, allowedHosts, logLevel } = settings
  const loopback = isLoopback(host)
  if (!loopback && settings.allowUnauthenticated === undefined)
    faults.push({
      where: merged.whereIs(['host']),
      message:
        'would open Sluice to other machines, and it has no authentication yet: whoever reaches it can read every ' +
        'message. Keep 127.0.0.1 and use a tunnel or an authenticating proxy, or say --allow-unauthenticated i-understand',
    })
  const clusters = buildClusters(
    settings,
    merged,
    { env, cwd, folder, readOnly: readOnlyOf(settings, loopback) },
    faults,
  )
  const place = { context: { env, folder }, where: (...path: string[]) => merged.whereIs(path), faults }
  return {
    host,
    port,
    portSearch,
    allowedHosts,
    loopback,
    dataDir: resolve(cwd, settings.dataDir ?? defaultDataDir(env)),
    historyMaxMb: settings.historyMaxMb,
    lag: settings.lag ? { intervalMs: settings.lagIntervalMs, windowMs: settings.lagWindowMs } : null,
    topology: settings.topology
      ? {
          keepDays: settings.topologyKeepDays,
          budgetBytes: settings.topologyBudgetBytes,
          identityHeaders: settings.identityHeaders,
        }
      : null,
    metrics: {
      enabled: settings.metrics,
      profiles: settings.metricsProfiles,
      seriesMax: settings.metricsSeriesMax,
    },
    alerts: buildAlerts(
      settings,
      clusters.map(({ name }) => name),
      place,
    ),
    replayEndpoints: buildEndpoints(settings.replayEndpoints, place),
    externalUrl: settings.externalUrl?.replace(/\/+$/, '') ?? null,
    logLevel,
    clusters,
  }
}

/** Beyond this machine and without authentication anyone could write: then nobody does, whatever a cluster says. */
function readOnlyOf({ readOnly }: Settings, loopback: boolean): ReadOnlyReason | null {
  if (!loopback) return 'no-authentication'
  return readOnly ? 'configured' : null
}

function buildClusters(
  settings: Settings,
  merged: MergedSettings,
  { env, cwd, folder, readOnly }: Surroundings & { readOnly: ReadOnlyReason | null },
  faults: ConfigFault[],
): ClusterConfig[] {
  const clusters: ClusterConfig[] = []
  if (settings.local !== undefined) {
    const where = (...path: string[]): string => merged.whereIs(['local', ...path])
    clusters.push(
      buildCluster(
        { name: 'local', ...settings.local },
        { context: { env, folder: cwd }, where, faults, readOnly },
      ),
    )
  }
  settings.clusters.forEach((cluster, index) => {
    const where = (...path: string[]): string => merged.whereIs(['clusters', String(index), ...path])
    // Flags and variables win over the file, so their "local" stands in for the file's.
    if (cluster.name === 'local' && settings.local !== undefined) return
    if (clusters.some(({ name }) => name === cluster.name))
      faults.push({ where: where('name'), message: `a cluster named "${cluster.name}" is already given` })
    clusters.push(buildCluster(cluster, { context: { env, folder }, where, faults, readOnly }))
  })
  if (clusters.length === 0)
    faults.push({
      where: 'clusters',
      message: 'none is given: use --brokers host:port, or --config FILE with clusters',
    })
  return clusters
}

/** The user's own data folder (XDG base directories). */
function defaultDataDir(env: Environment): string {
  return join(env.XDG_DATA_HOME || join(homedir(), '.local', 'share'), 'sluice')
}
