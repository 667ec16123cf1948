import type { AlertRuleBody } from '@sluice/shared/alerts'
import type { ReadOnlyReason } from '@sluice/shared/clusters'
import { readOnlyError } from '#http/read-only-error.ts'
import { AlertTables } from '#store/alert-tables.ts'
import type { Store } from '#store/open-store.ts'
import type { LagBoard } from '../groups/lag-board.ts'
import { AlertKeep } from './alert-keep.ts'
import { AlertMutes } from './alert-mutes.ts'
import { AlertRules } from './alert-rules.ts'
import { AlertWatch } from './alert-watch.ts'
import { ClusterAlerts } from './cluster-alerts.ts'
import type { ReceiverDoor } from './delivery/receivers.ts'
import type { PastOfGroup } from './dry-run.ts'
import { ALERT_TIMING } from './engine/step-alert.ts'

export interface AlertsParts {
  boards: {
    /** Throws `CLUSTER_NOT_FOUND`, and `NOT_SUPPORTED` where groups are not watched. */
    board(cluster: string): LagBoard
    all(): readonly { cluster: string; board: LagBoard }[]
  }
  store: Pick<Store, 'read' | 'write' | 'tryWrite' | 'health'>
  /** Rules of the configuration; a cluster that is null is every one. */
  fixed: readonly { cluster: string | null; rule: AlertRuleBody }[]
  receivers: ReceiverDoor
  past: ((cluster: string, group: string, from: number, to: number) => PastOfGroup) | null
  holdMs: number
  /** Why nobody may change them; null where whoever reaches this Sluice may. */
  readOnly: ReadOnlyReason | null
  onFault: (cluster: string, error: unknown) => void
  now?: () => number
}

/** The alerts of all clusters. */
export interface Alerts {
  of(cluster: string): ClusterAlerts
  /** The same, to be changed or tried out on others. Throws `READ_ONLY` where nobody may. */
  changing(cluster: string): ClusterAlerts
  receivers: ReceiverDoor
  all(): readonly { cluster: string; alerts: ClusterAlerts; watch: AlertWatch }[]
  start(): void
  stop(): void
}

export function createAlerts(parts: AlertsParts): Alerts {
  const tables = new AlertTables(parts.store)
  const clusters = new Map(
    parts.boards.all().map(({ cluster, board }) => [cluster, createOne(parts, tables, cluster, board)]),
  )
  const of = (cluster: string): ClusterAlerts => {
    const found = clusters.get(cluster)
    if (found !== undefined) return found.alerts
    // Says why there are none.
    parts.boards.board(cluster)
    throw new Error(`The alerts of cluster "${cluster}" were not made.`)
  }
  const changing = (cluster: string): ClusterAlerts => {
    const alerts = of(cluster)
    if (parts.readOnly === null) return alerts
    throw readOnlyError(`Alerts of cluster "${cluster}" can be read here and not changed.`, parts.readOnly)
  }
  return {
    of,
    changing,
    receivers: parts.receivers,
    all: () => [...clusters].map(([cluster, one]) => ({ cluster, ...one })),
    start: () => clusters.forEach(({ watch }) => void watch.start()),
    stop: () => clusters.forEach(({ watch }) => void watch.stop()),
  }
}

function createOne(
  { store, fixed, receivers, past, holdMs, readOnly, onFault, now = Date.now }: AlertsParts,
  tables: AlertTables,
  cluster: string,
  board: LagBoard,
): { alerts: ClusterAlerts; watch: AlertWatch } {
  const own = fixed.filter((one) => one.cluster === null || one.cluster === cluster)
  const rules = new AlertRules(
    cluster,
    tables,
    own.map(({ rule }) => rule),
    receivers.names(),
  )
  const mutes = new AlertMutes(cluster, tables)
  const keep = new AlertKeep(cluster, tables)
  const timing = { ...ALERT_TIMING, holdMs }
  const watch = new AlertWatch({
    ...{ cluster, board, rules, mutes, keep, now, timing },
    // Where another Sluice has the folder, it is the one that tells: nobody wants to hear everything twice.
    tell: (tellings) => (store.health().mode === 'shared' ? undefined : receivers.tell(tellings)),
    onFault: (error) => onFault(cluster, error),
  })
  const alerts = new ClusterAlerts({
    ...{ board, rules, mutes, keep, watch, receivers, timing, readOnly, now },
    past: past === null ? null : (group, from, to) => past(cluster, group, from, to),
  })
  return { alerts, watch }
}
