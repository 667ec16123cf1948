import type { MetricsProfileName } from '@sluice/shared/metrics'
import { describe, expect, it } from 'vitest'
import {
  createSampleBoard,
  NO_TIME,
  sampleGroup,
  samplePartition,
  sampleTopic,
} from '../alerts/testing/sample-board.ts'
import type { GroupStanding } from '../groups/lag-board.ts'
import type { ClusterFacts } from './cluster-facts.ts'
import { createProcessMetrics } from './process-metrics.ts'
import { type MetricsSource, renderMetrics } from './render-metrics.ts'
import { parseMetrics } from './testing/parse-metrics.ts'

const NOW = 1_000_500
const FACTS: ClusterFacts = {
  cluster: {
    clusterId: 'abc',
    controllerId: 1,
    brokers: [{ id: 1, host: 'kafka', port: 9092, rack: null }],
  },
  topics: [
    {
      name: 'orders',
      topicId: null,
      internal: false,
      partitions: [
        { partition: 0, leader: 1, leaderEpoch: 1, replicas: [1, 2], isr: [1], offlineReplicas: [] },
      ],
    },
  ],
}

function source(groups: readonly GroupStanding[], names = ['local']): MetricsSource {
  const board = createSampleBoard(groups)
  return { clusters: () => names.map((name) => ({ name, board, facts: () => FACTS })) }
}

async function render(
  from: MetricsSource,
  profiles: readonly MetricsProfileName[],
  seriesMax = 1000,
): Promise<string> {
  const text = await renderMetrics(from, { profiles, seriesMax, now: () => NOW })
  return Buffer.concat([...text.chunks()]).toString()
}

const ODD = sampleGroup({
  group: 'a "quoted"\\path\nline 한글 {,}',
  members: null,
  lag: null,
  lagToEnd: null,
  lost: null,
  unknownPartitions: 1,
  time: NO_TIME,
  commitRate: Number.NaN,
  produceRate: Number.POSITIVE_INFINITY,
  eta: { kind: 'unknown', lowMs: null, highMs: null, blockedBy: null },
  timeToLossMs: null,
  asOf: null,
  topics: [
    sampleTopic({
      lag: null,
      time: NO_TIME,
      partitions: [
        samplePartition({ lag: null, lagToEnd: null, committed: null, time: NO_TIME }),
        samplePartition({ partition: 1, lag: 9_007_199_254_740_993n }),
      ],
    }),
  ],
})

describe('metrics', () => {
  it.each<[MetricsProfileName]>([['sluice'], ['kafka_exporter'], ['kminion']])(
    'in the names of %s are what they were',
    async (profile) => {
      const text = await render(source([sampleGroup()]), [profile])
      await expect(text).toMatchFileSnapshot(`fixtures/${profile}.txt`)
    },
  )

  it('are valid in all profiles together: grouped, without doubles, NaN or infinity', async () => {
    const groups = [sampleGroup(), ODD, sampleGroup({ group: '' })]
    const text = await render(source(groups, ['a', 'b']), ['sluice', 'kafka_exporter', 'kminion'])
    const { samples, types } = parseMetrics(text)
    expect(samples.size).toBeGreaterThan(150)
    for (const name of types.keys()) expect(name).toMatch(/^(sluice|kafka|kminion)_/)
  })

  it('leave out what is not known, and keep 64 bits', async () => {
    const { samples } = parseMetrics(await render(source([ODD]), ['sluice', 'kafka_exporter']))
    const of = [...samples].filter(([series]) => series.includes('quoted'))
    expect(of.filter(([series]) => series.includes('_rate{'))).toEqual([])
    expect(of.filter(([series]) => /^sluice_group_(lag|lost|members|drain|time)/.test(series))).toEqual([])
    expect(of.find(([series]) => series.startsWith('sluice_group_unknown'))?.[1]).toBe('1')
    const lag = of.filter(([series]) => series.startsWith('sluice_group_partition_lag_messages'))
    expect(lag.map(([, value]) => value)).toEqual(['9007199254740993'])
  })

  it('say of a cluster that cannot be read that it is down, and tell no old figure', async () => {
    const board = createSampleBoard([sampleGroup()], NOW - 30_001)
    const from: MetricsSource = { clusters: () => [{ name: 'local', board, facts: () => null }] }
    const text = await render(from, ['sluice', 'kafka_exporter', 'kminion'])
    const { samples } = parseMetrics(text)
    expect(samples.get('sluice_collector_up{cluster="local"}')).toBe('0')
    expect(samples.get('kminion_exporter_up')).toBe('0')
    expect([...samples.keys()].filter((series) => /billing/.test(series))).toEqual([])
    expect(samples.get('sluice_collector_last_success_timestamp_seconds{cluster="local"}')).toBe('970.499')
  })

  it('are bounded, and say which were cut by how many', async () => {
    const groups = Array.from({ length: 30 }, (_, n) => sampleGroup({ group: `group-${n}` }))
    const { samples } = parseMetrics(await render(source(groups), ['sluice'], 20))
    const lag = [...samples.keys()].filter((series) => series.startsWith('sluice_group_lag_messages{'))
    expect(lag).toHaveLength(20)
    expect(samples.get('sluice_metrics_series_cut{metric="sluice_group_lag_messages"}')).toBe('10')
    expect(samples.has('sluice_metrics_series_cut{metric="sluice_partition_log_end_offset"}')).toBe(false)
  })

  it('of the process are valid from the first moment on', async () => {
    const { samples } = parseMetrics(await createProcessMetrics('1.2.3').text())
    expect(samples.get('sluice_build_info{version="1.2.3"}')).toBe('1')
    expect(samples.has('process_resident_memory_bytes')).toBe(true)
  })
})

describe('metrics of a hundred thousand partitions', () => {
  it('are written in slices between which others have their turn', async () => {
    const groups = Array.from({ length: 2000 }, (_, g) =>
      sampleGroup({
        group: `service-${g}.consumer`,
        topics: [
          sampleTopic({
            topic: `topic-${g % 1000}`,
            partitions: Array.from({ length: 50 }, (_, partition) =>
              samplePartition({ topic: `topic-${g % 1000}`, partition }),
            ),
          }),
        ],
      }),
    )
    const from = source(groups)
    await renderMetrics(from, { profiles: ['sluice'], seriesMax: 100_000, now: () => NOW })
    let turns = 0
    const beat = setInterval(() => {
      turns += 1
    }, 1)
    const text = await renderMetrics(from, { profiles: ['sluice'], seriesMax: 100_000, now: () => NOW })
    clearInterval(beat)
    const bytes = [...text.chunks()].reduce((sum, chunk) => sum + chunk.length, 0)
    expect(bytes).toBeGreaterThan(10_000_000)
    expect(turns).toBeGreaterThan(0)
  })
})
