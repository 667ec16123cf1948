import { expect, it } from 'vitest'
import { temporaryStore } from '#store/testing/temporary-store.ts'
import { createAlertBench } from '../alerts/testing/alert-bench.ts'
import { sampleGroup } from '../alerts/testing/sample-board.ts'
import { alertMetrics } from './further-metrics.ts'
import { MetricText } from './metric-text.ts'

it('counts every alert, also where there are more than a page shows', async () => {
  const condition = { kind: 'lagMessages', above: '1000' } as const
  const { cycles, alerts } = createAlertBench(temporaryStore().store, [{ condition, severity: 'critical' }])
  const groups = Array.from({ length: 1_200 }, (_, n) => sampleGroup({ group: `g${n}`, lag: 5000n }))
  await cycles(4, groups)
  expect(alerts.list().open).toHaveLength(1_000)
  const text = new MetricText(100)
  const clusters = [{ cluster: 'local', asOf: null, tallies: alerts.tallies() }]
  alertMetrics(() => ({ clusters, receivers: [] }))(text)
  const written = Buffer.concat([...text.chunks()]).toString()
  expect(written).toContain('sluice_alerts{cluster="local",severity="critical",status="firing"} 1200\n')
  expect(written).toContain('sluice_alerts{cluster="local",severity="info",status="firing"} 0\n')
})
