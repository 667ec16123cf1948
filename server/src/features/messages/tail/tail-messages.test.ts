import { afterEach, describe, expect, it } from 'vitest'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { Follower, type TailInput } from '../testing/follow-tail.ts'
import { ORDERS, ordersAt, recordsAt, upTo } from '../testing/small-log.ts'
import type { TailLimits } from './tail-limits.ts'

const running: Follower[] = []
afterEach(async () => {
  for (const follower of running.splice(0)) await follower.stop()
})

function follow(
  gateway: KafkaGateway,
  input: TailInput = { topic: ORDERS },
  limits: Partial<TailLimits> = {},
) {
  const follower = new Follower(gateway, input, limits)
  running.push(follower)
  return follower
}

async function opened(gateway: KafkaGateway, input?: TailInput, limits?: Partial<TailLimits>) {
  const follower = follow(gateway, input, limits)
  await follower.until(({ open }) => open !== null)
  return follower
}

describe('a tail', () => {
  it('gives what arrives after its start, in each partition in order, and nothing older', async () => {
    const gateway = ordersAt([upTo(3), upTo(2)])
    const tail = await opened(gateway)
    expect(tail.open?.places).toEqual([
      { topic: ORDERS, partition: 0, next: '3' },
      { topic: ORDERS, partition: 1, next: '2' },
    ])
    gateway.append(ORDERS, 0, recordsAt([10, 11]))
    gateway.append(ORDERS, 1, recordsAt([12]))
    await tail.until(({ rows }) => rows.length === 3)
    expect(tail.ids.toSorted()).toEqual(['orders/0:3', 'orders/0:4', 'orders/1:2'])
    await tail.until(({ last }) => last?.shown === 3)
    expect(tail.last).toMatchObject({ seen: 3, matched: 3, sampledOut: 0, dropped: 0, behind: '0' })
  })

  it('begins with the newest where it is asked to, merged by time', async () => {
    const gateway = ordersAt([
      [1, 3, 5],
      [2, 4, 6],
    ])
    const tail = await opened(gateway, { topic: ORDERS, from: { newest: 4 } })
    await tail.until(({ rows }) => rows.length === 4)
    expect(tail.ids).toEqual(['orders/0:1', 'orders/1:1', 'orders/0:2', 'orders/1:2'])
    gateway.append(ORDERS, 0, recordsAt([7, 8]))
    await tail.until(({ last }) => last?.shown === 6)
    expect(tail.last).toMatchObject({ seen: 6, earlier: 4 })
  })

  it('follows several topics, and those of them that are there', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 'a' }, { name: 'b' }] })
    const tail = await opened(gateway, { topics: ['b', 'a', 'late'] })
    expect(tail.open?.missing).toMatchObject([{ topic: 'late', partition: null, code: 'TOPIC_NOT_FOUND' }])
    gateway.append('a', 0, recordsAt([1]))
    gateway.append('b', 0, recordsAt([2]))
    await tail.until(({ rows }) => rows.length === 2)
    gateway.createTopic({ name: 'late' })
    await tail.until(
      ({ last, progress }) =>
        last !== undefined && progress.some(({ places }) => places.some(({ topic }) => topic === 'late')),
    )
    gateway.append('late', 0, recordsAt([3]))
    await tail.until(({ rows }) => rows.length === 3)
  })

  it('gives only what a text, an expression and a key let pass, and counts the rest', async () => {
    const gateway = ordersAt([[]])
    const text = await opened(gateway, { topic: ORDERS, filter: { text: 'at 7' } })
    const cel = await opened(gateway, { topic: ORDERS, filter: { cel: 'offset % 2 == 0' } })
    const key = await opened(gateway, { topic: ORDERS, key: { data: 'k3' } })
    gateway.append(ORDERS, 0, recordsAt(upTo(10)))
    await Promise.all([text, cel, key].map((tail) => tail.until(({ last }) => last?.seen === 10)))
    expect([text.ids, cel.rows.length, key.ids]).toEqual([['orders/0:7'], 5, ['orders/0:3']])
    expect(text.last).toMatchObject({ seen: 10, matched: 1, shown: 1 })
  })

  it('shows a transaction when it is committed and never an aborted one', async () => {
    const gateway = ordersAt([[]])
    const tail = await opened(gateway)
    const [kept, undone] = [gateway.begin(), gateway.begin()]
    kept.append(ORDERS, 0, recordsAt([1]))
    undone.append(ORDERS, 0, recordsAt([2, 3]))
    await tail.until(({ last }) => last?.heldBack === '3')
    expect(tail.rows).toEqual([])
    kept.commit()
    undone.abort()
    await tail.until(({ last, notes }) => last?.shown === 1 && notes.length > 0)
    expect(tail.ids).toEqual(['orders/0:0'])
    expect(tail.notes).toMatchObject([{ code: 'aborted', count: 2 }])
    expect(tail.last).toMatchObject({ seen: 1, matched: 1, heldBack: '0' })
  })

  it('reads new partitions from their start', async () => {
    const gateway = ordersAt([[]])
    const tail = await opened(gateway)
    gateway.addPartitions(ORDERS, 2)
    gateway.append(ORDERS, 2, recordsAt([5]))
    await tail.until(({ rows, notes }) => rows.length === 1 && notes.length > 0)
    expect(tail.ids).toEqual(['orders/2:0'])
    expect(tail.notes).toMatchObject([{ code: 'partitions-added', count: 2, topic: ORDERS }])
  })

  it('keeps to the partitions asked for when others are added', async () => {
    const gateway = ordersAt([[], []])
    const tail = await opened(gateway, { topic: ORDERS, partitions: [1] })
    gateway.addPartitions(ORDERS, 1)
    for (const partition of [0, 1, 2]) gateway.append(ORDERS, partition, recordsAt([5]))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(tail.ids).toEqual(['orders/1:0'])
  })

  it('ends when its topic is deleted, and says so', async () => {
    const gateway = ordersAt([upTo(1)])
    const tail = await opened(gateway)
    gateway.deleteTopic(ORDERS)
    await tail.until(({ end }) => end !== null)
    expect(tail.end).toMatchObject({ reason: 'topic-deleted', seen: 0 })
    expect(tail.notes).toMatchObject([{ code: 'topic-deleted' }])
  })

  it('goes on with the topics left when one of several is deleted', async () => {
    const gateway = createMemoryGateway({ topics: [{ name: 'a' }, { name: 'b' }] })
    const tail = await opened(gateway, { topics: ['a', 'b'] })
    gateway.deleteTopic('a')
    await tail.until(({ notes }) => notes.some(({ code }) => code === 'topic-deleted'))
    gateway.append('b', 0, recordsAt([2]))
    await tail.until(({ rows }) => rows.length === 1)
    expect(tail.end).toBeNull()
  })

  it.each([0, 9])(
    'ends when its topic is created anew, never showing the new one as the old (%i messages there)',
    async (count) => {
      const gateway = ordersAt([upTo(3)])
      const tail = await opened(gateway)
      gateway.deleteTopic(ORDERS)
      gateway.createTopic({ name: ORDERS })
      if (count > 0) gateway.append(ORDERS, 0, recordsAt(upTo(count)))
      await tail.until(({ end }) => end !== null)
      expect(tail.end?.reason).toBe('topic-recreated')
    },
  )

  it('jumps to the log start when retention has overtaken it, and says what it missed', async () => {
    const gateway = ordersAt([upTo(2)], { brokers: [1] })
    const tail = await opened(gateway)
    gateway.setBroker(1, 'refusing')
    gateway.append(ORDERS, 0, recordsAt(upTo(8)))
    gateway.deleteRecords(ORDERS, 0, 6n)
    gateway.setBroker(1, 'up')
    await tail.until(({ rows }) => rows.length === 4)
    expect(tail.ids).toEqual(['orders/0:6', 'orders/0:7', 'orders/0:8', 'orders/0:9'])
    await tail.until(({ notes }) => notes.length > 0)
    expect(tail.notes).toMatchObject([{ code: 'log-start-moved', from: '2', to: '5', count: 4 }])
  })

  it.each(['refusing', 'down'] as const)(
    'comes back from a broker that was %s without a gap or a duplicate',
    async (health) => {
      const gateway = ordersAt([[], []], { brokers: [1, 2] })
      const tail = await opened(gateway)
      gateway.append(ORDERS, 0, recordsAt([1, 2]))
      await tail.until(({ rows }) => rows.length === 2)
      gateway.setBroker(1, health)
      gateway.append(ORDERS, 1, recordsAt([3]))
      await tail.until(({ last, rows }) => rows.length === 3 && last?.missing.length === 1)
      gateway.append(ORDERS, 0, recordsAt([4, 5]))
      gateway.setBroker(1, 'up')
      await tail.until(({ rows, notes }) => rows.length === 5 && notes.length > 0)
      expect(tail.ids.toSorted()).toEqual([
        'orders/0:0',
        'orders/0:1',
        'orders/0:2',
        'orders/0:3',
        'orders/1:0',
      ])
      expect(tail.notes).toMatchObject([{ code: 'resumed', partition: 0, from: '2' }])
      await tail.until(({ last }) => last?.missing.length === 0)
    },
  )

  it('begins in a partition without a leader once it has one, and says until then that it is missing', async () => {
    const gateway = ordersAt([upTo(2), []])
    gateway.setOffline(ORDERS, 0, true)
    const tail = await opened(gateway)
    expect(tail.open?.missing).toMatchObject([{ partition: 0, code: 'LEADER_UNAVAILABLE' }])
    gateway.setOffline(ORDERS, 0, false)
    await tail.until(({ progress }) => progress.some(({ places }) => places.some(({ next }) => next === '2')))
    gateway.append(ORDERS, 0, recordsAt([7]))
    await tail.until(({ rows }) => rows.length === 1)
    expect(tail.ids).toEqual(['orders/0:2'])
  })

  it('tells of a batch that cannot be read, and goes on behind it', async () => {
    const gateway = ordersAt([[]])
    const tail = await opened(gateway)
    const broken = Buffer.alloc(80)
    broken.writeInt32BE(68, 8)
    broken.writeInt8(2, 16)
    gateway.appendBytes(ORDERS, 0, broken)
    gateway.append(ORDERS, 0, recordsAt([1]))
    await tail.until(({ rows, notes }) => rows.length === 1 && notes.length > 0)
    expect(tail.notes).toMatchObject([{ code: 'corrupt', from: '0', to: '0' }])
    await tail.until(({ last }) => last?.undecodable === 1)
  })

  it('rejects where nothing can be followed', async () => {
    const gateway = ordersAt([[]])
    for (const [input, code] of [
      [{ topic: 'none' }, 'TOPIC_NOT_FOUND'],
      [{ topic: ORDERS, partitions: [4] }, 'PARTITION_NOT_FOUND'],
      [{ topic: ORDERS, filter: { cel: 'value.' } }, 'FILTER_INVALID'],
    ] as const) {
      const tail = follow(gateway, input as TailInput)
      await tail.done
      expect(tail.error).toMatchObject({ code })
    }
  })

  it('asks the brokers for nothing more once its reader is gone', async () => {
    const gateway = ordersAt([[]])
    const tail = await opened(gateway)
    await tail.stop()
    const before = { ...gateway.calls }
    gateway.append(ORDERS, 0, recordsAt([1]))
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(gateway.calls).toEqual(before)
    expect(tail.end?.reason).toBe('cancelled')
  })

  it('costs a quiet topic about one request in the time a broker waits', async () => {
    const gateway = ordersAt([[], [], []])
    const tail = await opened(gateway, undefined, { waitMs: 200, refreshMs: 60_000 })
    const before = gateway.calls.fetch ?? 0
    await new Promise((resolve) => setTimeout(resolve, 500))
    expect((gateway.calls.fetch ?? 0) - before).toBeLessThanOrEqual(4)
    expect(tail.progress.length).toBeLessThanOrEqual(2)
  })
})
