import { causeSentence } from '@sluice/shared/groups-sentence'
import { type Alerts, createAlerts } from '#features/alerts/create-alerts.ts'
import { Receivers } from '#features/alerts/delivery/receivers.ts'
import { pastOfGroup } from '#features/groups/history/past-of-group.ts'
import type { Log } from '#http/log.ts'
import type { Monitor } from './compose-monitor.ts'
import type { AppConfig } from './config/app-config.ts'

interface AlertsComposition {
  config: AppConfig
  monitor: Monitor
  log: Log
  shutdown: AbortSignal
  /** How this Sluice is reached: known once it listens. */
  url: () => string
}

/** Alerts of every cluster that is watched, and who is told of them. */
export function composeAlerts({ config, monitor, log, shutdown, url }: AlertsComposition): Alerts {
  const { receivers: configured, rules, holdMs } = config.alerts
  const receivers = new Receivers({
    targets: configured.map(({ name, url: target, secret }) => ({
      name,
      url: target.reveal(),
      secret: secret?.reveal() ?? null,
    })),
    externalUrl: () => config.externalUrl ?? url(),
    sentence: ({ alert }) => (alert.cause === null ? null : causeSentence(alert.cause, Date.now())),
    stop: shutdown,
  })
  return createAlerts({
    ...{ boards: monitor.boards, store: monitor.store, receivers, holdMs, fixed: rules },
    // What is the same for every cluster: a cluster’s own readOnly says nothing of what Sluice keeps.
    readOnly: config.loopback ? null : 'no-authentication',
    past: (cluster, group, from, to) => pastOfGroup(monitor.history, { cluster, group }, from, to),
    onFault: (cluster, error) => log.error('alerts-failed', { cluster, error }),
  })
}
