import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import type { TopicEntry } from './partition-book.ts'

const EVERY_MS = 300_000
/** Configurations are heavy for a broker: those of many topics are asked for over several cycles. */
const TOPICS_MAX = 100
const KEYS = ['cleanup.policy', 'retention.ms', 'retention.bytes']

/** What retention will delete. A topic whose configuration may not be read keeps "not known". */
export async function readConfigs(
  gateway: Pick<KafkaGateway, 'describeTopicConfigs'>,
  topics: readonly TopicEntry[],
  { now, ...options }: { now: number; signal: AbortSignal; timeoutMs: number },
): Promise<void> {
  const due = topics
    .filter(({ gone, configAt }) => !gone && !(now - configAt < EVERY_MS))
    .slice(0, TOPICS_MAX)
  if (due.length === 0) return
  for (const topic of due) topic.configAt = now
  try {
    const outcomes = await gateway.describeTopicConfigs(
      due.map(({ name }) => name),
      { ...options, keys: KEYS, documentation: false },
    )
    const byName = new Map(due.map((topic) => [topic.name, topic]))
    for (const outcome of outcomes) {
      const topic = outcome.ok ? byName.get(outcome.value.name) : undefined
      if (!outcome.ok || topic === undefined) continue
      const setting = (key: string) => outcome.value.entries.find(({ name }) => name === key)?.value ?? null
      topic.cleanup = setting('cleanup.policy')
      topic.retentionMs = whole(setting('retention.ms'))
      topic.retentionBytes = whole(setting('retention.bytes'))
    }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
  }
}

function whole(text: string | null): bigint | null {
  return text !== null && /^-?\d{1,19}$/.test(text) ? BigInt(text) : null
}
