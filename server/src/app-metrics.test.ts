import { gunzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { createSampleBoard, sampleGroup } from '#features/alerts/testing/sample-board.ts'
import { createProcessMetrics } from '#features/metrics/process-metrics.ts'
import { parseMetrics } from '#features/metrics/testing/parse-metrics.ts'
import { StreamGate } from '#http/stream-gate.ts'
import { createTestApp } from './testing/test-app.ts'

function appWith(gate = new StreamGate()) {
  const board = createSampleBoard([sampleGroup()], Date.now())
  return createTestApp({
    metrics: {
      metrics: {
        source: { clusters: () => [{ name: 'local', board, facts: () => null }] },
        options: { profiles: ['sluice', 'kafka_exporter', 'kminion'], seriesMax: 1000 },
        process: createProcessMetrics('0.0.0'),
      },
      gate,
    },
  })
}

describe('GET /metrics', () => {
  it('answers text that a scraper reads, and gives its place back', async () => {
    const gate = new StreamGate()
    const answer = await appWith(gate).send('/metrics')
    expect(answer.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8')
    const { samples } = parseMetrics(await answer.text())
    expect(samples.get('sluice_group_lag_messages{cluster="local",group="billing"}')).toBe('10')
    expect(samples.get('kafka_consumergroup_lag{consumergroup="billing",topic="orders",partition="0"}')).toBe(
      '11',
    )
    expect(samples.has('process_cpu_seconds_total')).toBe(true)
    expect(gate.open).toBe(0)
  })

  it('is compressed for who takes that, and gives its place back then too', async () => {
    const gate = new StreamGate()
    const { send } = appWith(gate)
    const headers = { 'accept-encoding': 'gzip' }
    const answer = await send('/metrics', { headers })
    expect(answer.headers.get('content-encoding')).toBe('gzip')
    const { samples } = parseMetrics(gunzipSync(await answer.arrayBuffer()).toString())
    expect(samples.get('sluice_group_lag_messages{cluster="local",group="billing"}')).toBe('10')
    await (await send('/metrics', { headers })).body?.cancel()
    expect((await send('/metrics', { method: 'HEAD', headers })).headers.get('content-encoding')).toBe('gzip')
    await expect.poll(() => gate.open).toBe(0)
  })

  it('gives its place back when a scraper leaves, and to HEAD', async () => {
    const gate = new StreamGate()
    const { send } = appWith(gate)
    await (await send('/metrics')).body?.cancel()
    await send('/metrics', { method: 'HEAD' })
    expect(gate.open).toBe(0)
  })

  it('is refused under a host that is not ours, as every read is', async () => {
    const { send } = appWith()
    expect((await send('/metrics', { headers: { host: 'evil.example' } })).status).toBe(421)
  })

  it('says where it is turned off', async () => {
    const { send } = createTestApp({ metrics: { metrics: null, gate: new StreamGate() } })
    const answer = await send('/metrics', { headers: { accept: 'text/html' } })
    expect({ status: answer.status, body: await answer.json() }).toMatchObject({
      status: 404,
      body: { code: 'NOT_FOUND', message: expect.stringContaining('turned off') },
    })
  })
})
