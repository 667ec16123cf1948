import { describe, expect, it } from 'vitest'
import { createMemoryGateway } from '#kafka/memory/memory-gateway.ts'
import { PartitionBook } from './partition-book.ts'
import { readMessageSizes } from './read-message-sizes.ts'

const limits = { signal: new AbortController().signal, timeoutMs: 1_000 }

async function bookOf(retentionBytes: bigint) {
  const gateway = createMemoryGateway({ topics: [{ name: 't', partitions: 2 }] })
  for (const partition of [0, 1]) {
    const records = Array.from({ length: 10 }, () => ({ timestamp: 1n, value: 'x'.repeat(100) }))
    gateway.append('t', partition, records)
  }
  const book = new PartitionBook()
  const topic = book.topic('t')
  topic.retentionBytes = retentionBytes
  for (const number of [0, 1]) {
    const part = book.part(topic, number)
    book.start[part] = 0n
    book.end[part] = 10n
  }
  return { gateway, book, topic }
}

describe('the mean size of messages', () => {
  it('is that of the log, and asked for anew after five minutes', async () => {
    const { gateway, book, topic } = await bookOf(1_000_000n)
    await readMessageSizes(gateway, book, [book.topic('t')], { ...limits, now: 0 })
    expect(topic.avgBytes).toBeGreaterThan(100)
    expect(topic.avgBytes).toBeLessThan(130)
    await readMessageSizes(gateway, book, [book.topic('t')], { ...limits, now: 299_000 })
    expect(gateway.calls.describeLogDirs).toBe(1)
    await readMessageSizes(gateway, book, [book.topic('t')], { ...limits, now: 300_000 })
    expect(gateway.calls.describeLogDirs).toBe(2)
  })

  it('is not asked for where the topic may grow to any size', async () => {
    const { gateway, book, topic } = await bookOf(-1n)
    await readMessageSizes(gateway, book, [book.topic('t')], { ...limits, now: 0 })
    expect(topic.avgBytes).toBeNull()
    expect(gateway.calls.describeLogDirs).toBeUndefined()
  })

  it('stays not known where sizes may not be read, and where the log is empty', async () => {
    const { gateway, book, topic } = await bookOf(1_000_000n)
    gateway.setDenied({ logDirs: true })
    await readMessageSizes(gateway, book, [book.topic('t')], { ...limits, now: 0 })
    expect(topic.avgBytes).toBeNull()
    gateway.setDenied({})
    for (const part of [0, 1]) book.start[part] = 10n
    await readMessageSizes(gateway, book, [book.topic('t')], { ...limits, now: 300_000 })
    expect(topic.avgBytes).toBeNull()
  })
})
