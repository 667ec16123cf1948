import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { createCollector } from './collector.ts'

describe('commits of a cycle', () => {
  it('are read after the slow answers about share groups, right before the ends that they are compared with', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 'orders', partitions: 1 }] })
    const produce = (count: number) =>
      gateway.append(
        'orders',
        0,
        Array.from({ length: count }, () => ({ timestamp: 1n, value: 'v' })),
      )
    produce(10)
    gateway.groups.commit('billing', [{ topic: 'orders', partition: 0, offset: 10n }])
    gateway.groups.share('sharing', 'orders', 0, { startOffset: 4n, lag: 6n })
    const { listShareOffsets } = gateway
    const collector = createCollector({
      ...gateway,
      listShareOffsets: async (...args) => {
        const answer = await listShareOffsets(...args)
        await sleep(50)
        // Who keeps up has read meanwhile what was written meanwhile.
        produce(90)
        gateway.groups.commit('billing', [{ topic: 'orders', partition: 0, offset: 100n }])
        return answer
      },
    })
    await collector.cycle()
    expect(collector.summary('billing')).toMatchObject({ lag: '0', lagState: 'OK' })
    expect(collector.summary('sharing')).toMatchObject({ lag: '6' })
  })
})
