import { randomUUID } from 'node:crypto'
import { expect, it } from 'vitest'
import type { KafkaGateway } from '../gateway.ts'
import { type CaseSubject, MAX_BYTES, useSubject } from './case-subject.ts'
import type { ClusterSeeder } from './cluster-seeder.ts'
import { onlyValue } from './outcomes.ts'

/** Aborts, long polls and closing. */
export function endingCases(open: () => Promise<CaseSubject>): void {
  const topic = `ending.${randomUUID()}`
  let seeder: ClusterSeeder | undefined
  const gateway = useSubject(open, async (own) => {
    seeder = own
    await own.createTopic({ name: topic, partitions: 1 })
  })
  const longPoll = (subject: KafkaGateway, signal?: AbortSignal) =>
    subject.fetch([{ topic, partition: 0, offset: 0n, maxBytes: MAX_BYTES }], {
      isolation: 'read_committed',
      maxWaitMs: 5_000,
      maxBytes: MAX_BYTES,
      ...(signal === undefined ? {} : { signal }),
    })

  it('rejects with the caller’s reason within 100 ms of its abort, mid-call and before', async () => {
    const reason = new Error('the tab was closed')
    const controller = new AbortController()
    const polling = longPoll(gateway(), controller.signal).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 150))
    const aborted = performance.now()
    controller.abort(reason)
    expect(await polling).toBe(reason)
    expect(performance.now() - aborted).toBeLessThan(100)
    await expect(gateway().describeCluster({ signal: controller.signal })).rejects.toBe(reason)
  })

  it('answers a waiting fetch when the first record comes, not when the wait is over', async () => {
    const started = performance.now()
    const polling = longPoll(gateway())
    await new Promise((resolve) => setTimeout(resolve, 150))
    await seeder?.append(topic, 0, [{ timestamp: 1_000, value: 'late' }])
    expect(onlyValue(await polling).records.length).toBeGreaterThan(61)
    expect(performance.now() - started).toBeLessThan(4_000)
  })

  it('answers other calls while a fetch waits', async () => {
    const controller = new AbortController()
    const request = { topic, partition: 0, offset: 1n, maxBytes: MAX_BYTES }
    const options = { isolation: 'read_committed', maxWaitMs: 5_000, maxBytes: MAX_BYTES } as const
    const polls = Array.from({ length: 3 }, () =>
      gateway()
        .fetch([request], { ...options, signal: controller.signal })
        .catch(() => null),
    )
    await new Promise((resolve) => setTimeout(resolve, 100))
    const started = performance.now()
    onlyValue(await gateway().listOffsets([{ topic, partition: 0, at: 'latest' }]))
    expect(performance.now() - started).toBeLessThan(1_000)
    controller.abort(new Error('enough'))
    await Promise.all(polls)
  })

  it('rejects calls in flight and later ones once it is closed', async () => {
    const own = await open()
    await own.seeder.createTopic({ name: `closing.${topic}`, partitions: 1 })
    const request = { topic: `closing.${topic}`, partition: 0, offset: 0n, maxBytes: MAX_BYTES }
    const options = { isolation: 'read_committed', maxWaitMs: 5_000, maxBytes: MAX_BYTES } as const
    const polling = own.gateway.fetch([request], options).catch((error: unknown) => error)
    await new Promise((resolve) => setTimeout(resolve, 150))
    await own.gateway.close()
    expect(await polling).toMatchObject({ code: 'SHUTTING_DOWN' })
    await expect(own.gateway.describeCluster()).rejects.toMatchObject({ code: 'SHUTTING_DOWN' })
    await own.seeder.close()
  })
}
