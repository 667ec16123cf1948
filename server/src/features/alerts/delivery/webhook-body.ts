import { createHash } from 'node:crypto'
import type { AlertCondition } from '@sluice/shared/alerts'
import type { Telling } from '../alert-watch.ts'

/** Alerts in one webhook; those beyond are counted in `truncatedAlerts`. */
const ALERTS_MAX = 100

export interface WebhookBody {
  version: '4'
  groupKey: string
  truncatedAlerts: number
  status: 'firing' | 'resolved'
  receiver: string
  groupLabels: Record<string, string>
  commonLabels: Record<string, string>
  commonAnnotations: Record<string, string>
  externalURL: string
  alerts: WebhookAlert[]
}

interface WebhookAlert {
  status: 'firing' | 'resolved'
  labels: Record<string, string>
  annotations: Record<string, string>
  startsAt: string
  endsAt: string
  generatorURL: string
  fingerprint: string
}

/** No end is known yet, as Alertmanager writes it. */
const NO_END = '0001-01-01T00:00:00Z'

/** Alertmanager's webhook, version 4, so that what receives from it receives from Sluice. Of one rule and one status. */
export function webhookBody(
  receiver: string,
  tellings: readonly Telling[],
  { externalUrl, sentence }: { externalUrl: string; sentence(telling: Telling): string | null },
): WebhookBody {
  const alerts = tellings
    .slice(0, ALERTS_MAX)
    .map((telling) => toAlert(telling, externalUrl, sentence(telling)))
  const first = tellings[0]
  const groupLabels = first === undefined ? {} : { alertname: first.rule.body.name, cluster: first.cluster }
  return {
    version: '4',
    groupKey: `{}:{alertname=${JSON.stringify(groupLabels.alertname ?? '')}, cluster=${JSON.stringify(groupLabels.cluster ?? '')}}`,
    truncatedAlerts: Math.max(0, tellings.length - ALERTS_MAX),
    status: alerts.some(({ status }) => status === 'firing') ? 'firing' : 'resolved',
    receiver,
    groupLabels,
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL: externalUrl,
    alerts,
  }
}

function toAlert(telling: Telling, externalUrl: string, sentence: string | null): WebhookAlert {
  const { rule, alert, cluster, status, since } = telling
  const labels = {
    ...rule.body.labels,
    alertname: rule.body.name,
    severity: rule.body.severity,
    cluster,
    group: alert.group,
  }
  const path = `/clusters/${encodeURIComponent(cluster)}/alerts`
  return {
    status,
    labels,
    annotations: {
      summary: summaryOf(telling),
      ...(sentence === null ? {} : { description: sentence }),
      ...(alert.value === null ? {} : { value: alert.value }),
      threshold: thresholdOf(rule.body.condition),
      ...(alert.flapping ? { flapping: 'true' } : {}),
      ...(alert.reason === null ? {} : { resolved: alert.reason }),
    },
    startsAt: new Date(since).toISOString(),
    endsAt: status === 'resolved' ? new Date(alert.resolvedAt ?? since).toISOString() : NO_END,
    generatorURL: externalUrl + path,
    fingerprint: fingerprintOf(labels),
  }
}

/** The same for the same labels, whatever their order: by it receivers join beginning and end. */
function fingerprintOf(labels: Readonly<Record<string, string>>): string {
  const hash = createHash('sha256')
  for (const name of Object.keys(labels).sort()) hash.update(`${name}\u0000${labels[name]}\u0000`)
  return hash.digest('hex').slice(0, 16)
}

function common(all: readonly Readonly<Record<string, string>>[]): Record<string, string> {
  const [first = {}, ...rest] = all
  return Object.fromEntries(
    Object.entries(first).filter(([name, value]) => rest.every((one) => one[name] === value)),
  )
}

function summaryOf({ rule, alert, status }: Telling): string {
  const state = status === 'resolved' ? 'over' : alert.flapping ? 'flapping' : 'firing'
  return `${rule.body.name}: ${state} for group ${alert.group}`
}

/** The threshold in words of the wire: milliseconds, messages or states. */
export function thresholdOf(condition: AlertCondition): string {
  switch (condition.kind) {
    case 'lagTime':
      return `lag above ${condition.aboveMs} ms`
    case 'lagMessages':
      return `lag above ${condition.above} messages`
    case 'state':
      return `state in ${condition.states.join(', ')}`
    case 'timeToLoss':
      return `time to loss below ${condition.belowMs} ms`
    case 'noProgress':
      return `no progress for ${condition.afterMs} ms`
    case 'lost':
      return 'messages lost'
  }
}
