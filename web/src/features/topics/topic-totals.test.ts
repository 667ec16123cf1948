import type { TopicDetail, TopicPartition } from '@sluice/shared/topics'
import { describe, expect, it } from 'vitest'
import { topicTotals } from './topic-totals.ts'

const partition = (over: Partial<TopicPartition>): TopicPartition => ({
  partition: 0,
  leader: 1,
  leaderEpoch: 0,
  replicas: [1, 2],
  isr: [1, 2],
  offlineReplicas: [],
  logStart: '0',
  logEnd: '0',
  lastStable: '0',
  bytes: '0',
  faults: [],
  ...over,
})

const topic = (...partitions: TopicPartition[]): TopicDetail => ({
  name: 'a',
  topicId: null,
  internal: false,
  partitions,
  config: { available: false, fault: { code: 'NOT_AUTHORIZED', message: 'no' } },
  asOf: 0,
})

describe('topicTotals', () => {
  it('sums exactly beyond 2^53', () => {
    const totals = topicTotals(
      topic(
        partition({ logStart: '1', logEnd: '9007199254740994', bytes: '9007199254740993' }),
        partition({ logStart: '5', logEnd: '7', bytes: '2' }),
      ),
    )
    expect(totals.messages).toBe('9007199254740995')
    expect(totals.bytes).toBe('9007199254740995')
  })

  it('does not pass a part off as the whole', () => {
    const totals = topicTotals(
      topic(
        partition({ logEnd: '10' }),
        partition({
          logEnd: null,
          bytes: null,
          faults: [{ code: 'LEADER_UNAVAILABLE', message: 'no leader' }],
        }),
      ),
    )
    expect(totals.messages).toBeNull()
    expect(totals.bytes).toBeNull()
    expect(totals.faults).toEqual(['no leader'])
  })

  it('counts a leaderless partition as offline, and not also as under-replicated', () => {
    const totals = topicTotals(
      topic(partition({ leader: null, isr: [] }), partition({ isr: [1] }), partition({})),
    )
    expect([totals.offline, totals.underReplicated]).toEqual([1, 1])
  })

  it('knows no cleanup policy where the configuration is not to be read', () => {
    expect(topicTotals(topic(partition({}))).cleanupPolicy).toBeNull()
  })
})
