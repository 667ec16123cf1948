import type { AlertRuleBody } from '@sluice/shared/alerts'
import type { ConfigFault } from './config-fault.ts'
import { type Reference, type ReferenceContext, readReference } from './reference.ts'
import { Secret } from './secret.ts'
import type { Settings } from './settings-schema.ts'

export interface AlertsConfig {
  receivers: readonly ReceiverConfig[]
  /** Rules of the file, by the cluster they are for; null is every one. */
  rules: readonly { cluster: string | null; rule: AlertRuleBody }[]
  /** How long an alert that fires stays at least. */
  holdMs: number
}

export interface ReceiverConfig {
  name: string
  /** Its path is often a secret, too. */
  url: Secret
  /** What it can tell our webhooks by. */
  secret: Secret | null
}

interface Place {
  context: ReferenceContext
  where: (...path: string[]) => string
  faults: ConfigFault[]
}

/** Reads what the receivers point to, and holds names that rules use against those there are. */
export function buildAlerts(
  { receivers, alerts, alertHoldMs }: Settings,
  clusters: readonly string[],
  { context, where, faults }: Place,
): AlertsConfig {
  const names = receivers.map(({ name }) => name)
  names.forEach((name, at) => {
    if (names.indexOf(name) < at)
      faults.push({ where: where('receivers', String(at), 'name'), message: `"${name}" is already given` })
  })
  alerts.forEach((rule, at) => {
    const missing = rule.receivers.find((name) => !names.includes(name))
    if (missing !== undefined)
      faults.push({
        where: where('alerts', String(at), 'receivers'),
        message: `no receiver is named "${missing}"`,
      })
    if (rule.cluster !== undefined && !clusters.includes(rule.cluster))
      faults.push({
        where: where('alerts', String(at), 'cluster'),
        message: `no cluster is named "${rule.cluster}"`,
      })
  })
  const readSecret = (reference: Reference, at: number): Secret => {
    try {
      return new Secret(readReference(reference, context))
    } catch (error) {
      faults.push({ where: where('receivers', String(at), 'secret'), message: (error as Error).message })
      return new Secret('')
    }
  }
  return {
    receivers: receivers.map(({ name, url, secret }, at) => ({
      name,
      url: new Secret(url),
      secret: secret === undefined ? null : readSecret(secret, at),
    })),
    rules: alerts.map(({ cluster, ...rule }) => ({ cluster: cluster ?? null, rule })),
    holdMs: alertHoldMs,
  }
}
