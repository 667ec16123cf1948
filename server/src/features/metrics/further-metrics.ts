import type { ReceiverHealth } from '@sluice/shared/alerts-state'
import { STORE_MODES, type StoreHealth } from '@sluice/shared/store'
import type { AlertTally } from '../alerts/cluster-alerts.ts'
import { labelText, type MetricText, seconds } from './metric-text.ts'

/** How it stands with what Sluice keeps. */
export function storeMetrics(health: () => StoreHealth): (text: MetricText) => void {
  return (text) => {
    const { mode, bytes, maxBytes, dropped, setAside } = health()
    const gauge = (name: string, help: string) => text.family(`sluice_store_${name}`, 'gauge', help)
    const modes = gauge(
      'mode',
      '1 for the way in which the store works now: writing, shared, refusing or off.',
    )
    for (const one of STORE_MODES) modes.add(labelText({ mode: one }), one === mode ? 1 : 0)
    gauge('bytes', 'Size of the database with its log.').add('', bytes)
    gauge('bytes_max', 'What history is kept within (setting historyMaxMb).').add('', maxBytes)
    const counter = (name: string, help: string) => text.family(`sluice_store_${name}`, 'counter', help)
    counter('dropped_writes_total', 'Writes of history that were given up since the start.').add('', dropped)
    counter('set_aside_total', 'Databases that could not be read and were begun anew since the start.').add(
      '',
      setAside.length,
    )
  }
}

interface AlertFacts {
  clusters: readonly { cluster: string; asOf: number | null; tallies: readonly AlertTally[] }[]
  receivers: readonly ReceiverHealth[]
}

/** What fires, when it was judged, and how receivers take it. */
export function alertMetrics(facts: () => AlertFacts): (text: MetricText) => void {
  return (text) => {
    const alerts = text.family('sluice_alerts', 'gauge', 'Alerts by severity that are pending or firing.')
    const judged = text.family(
      'sluice_alerts_judged_timestamp_seconds',
      'gauge',
      'The cycle that alerts were last judged by, in seconds since 1970.',
    )
    const { clusters, receivers } = facts()
    for (const { cluster, asOf, tallies } of clusters) {
      judged.add(labelText({ cluster }), seconds(asOf))
      for (const { severity, status, count } of tallies)
        alerts.add(labelText({ cluster, severity, status }), count)
    }
    const webhooks = text.family(
      'sluice_alert_webhooks_total',
      'counter',
      'Webhooks by what became of them: sent, failed after the last try, dropped as the queue was full.',
    )
    const queued = text.family('sluice_alert_webhooks_queued', 'gauge', 'Webhooks that wait to be taken.')
    for (const { name: receiver, sent, failed, dropped, queued: waiting } of receivers) {
      for (const [result, count] of Object.entries({ sent, failed, dropped }))
        webhooks.add(labelText({ receiver, result }), count)
      queued.add(labelText({ receiver }), waiting)
    }
  }
}
