import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { PartitionBook, TopicEntry } from './partition-book.ts'
import { NONE } from './row-marks.ts'

const EVERY_MS = 300_000

/**
 * The mean size of a message in the log of each topic that keeps no more than so many bytes: what time is left to unread
 * ones there depends on it. It takes the sizes of all logs of the cluster, so others' are not asked for. Uses the borders
 * of the logs as they are known. What may not be read stays "not known".
 */
export async function readMessageSizes(
  gateway: Pick<KafkaGateway, 'describeLogDirs'>,
  book: PartitionBook,
  topics: readonly TopicEntry[],
  { now, ...options }: { now: number; signal: AbortSignal; timeoutMs: number },
): Promise<void> {
  const due = topics.filter(({ gone, retentionBytes, sizeAt }) => {
    return !gone && retentionBytes !== null && retentionBytes >= 0n && !(now - sizeAt < EVERY_MS)
  })
  if (due.length === 0) return
  for (const topic of due) topic.sizeAt = now
  try {
    const bytes = new Map<number, bigint>()
    for (const outcome of await gateway.describeLogDirs(options)) {
      if (!outcome.ok) continue
      for (const { topic, partition, bytes: size } of outcome.value.replicas) {
        const part = book.find(topic)?.parts.get(partition)
        // A replica that is behind has less; the fullest is as the leader is.
        if (part !== undefined && size > (bytes.get(part) ?? 0n)) bytes.set(part, size)
      }
    }
    for (const topic of due) topic.avgBytes = meanSize(book, topic, bytes)
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
  }
}

function meanSize(book: PartitionBook, topic: TopicEntry, bytes: ReadonlyMap<number, bigint>): number | null {
  let [size, messages] = [0n, 0n]
  for (const part of topic.parts.values()) {
    const known = bytes.get(part)
    if (known === undefined) continue
    const [start, end] = [book.start[part] ?? NONE, book.end[part] ?? NONE]
    if (start === NONE || end === NONE || end <= start) continue
    size += known
    messages += end - start
  }
  return messages === 0n ? null : Number(size) / Number(messages)
}
