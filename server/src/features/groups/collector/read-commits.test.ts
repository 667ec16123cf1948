import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises'
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

  it('do not wait for answers about share groups that take longer, which the cycle takes over that finds them', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 'orders', partitions: 1 }] })
    gateway.append('orders', 0, [{ timestamp: 1n, value: 'v' }])
    gateway.groups.commit('billing', [{ topic: 'orders', partition: 0, offset: 0n }])
    gateway.groups.share('sharing', 'orders', 0, { startOffset: 0n, lag: 1n })
    const { listShareOffsets } = gateway
    let answer = () => {}
    let asked = 0
    const collector = createCollector({
      ...gateway,
      listShareOffsets: async (...args) => {
        asked += 1
        await new Promise<void>((resolve) => (answer = resolve))
        return await listShareOffsets(...args)
      },
    })
    for (const lag of ['1', '0']) {
      await collector.cycle()
      expect(collector.summary('billing')).toMatchObject({ lag })
      gateway.groups.commit('billing', [{ topic: 'orders', partition: 0, offset: 1n }])
      expect(collector.summary('sharing')).toMatchObject({ lag: null, asOf: null })
    }
    expect(asked).toBe(1)
    const whole = collector.cycle({ whole: true })
    answer()
    await nextTurn()
    answer()
    await whole
    expect(collector.summary('sharing')).toMatchObject({ lag: '1', partitions: 1 })
    collector.stop()
  })
})
