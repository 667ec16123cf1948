import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'

/** The settings of a topic that decide what its log still knows; null where the user may not read them. */
export interface TopicSettings {
  compacted: boolean
  deleteRetentionMs: number | null
  minCompactionLagMs: number | null
}

const POLICY = 'cleanup.policy'
const TOMBSTONES = 'delete.retention.ms'
const LAG = 'min.compaction.lag.ms'

export async function readSettings(
  gateway: KafkaGateway,
  topic: string,
  signal: AbortSignal,
): Promise<TopicSettings | null> {
  try {
    const [outcome] = await gateway.describeTopicConfigs([topic], {
      keys: [POLICY, TOMBSTONES, LAG],
      documentation: false,
      signal,
    })
    if (outcome?.ok !== true) return null
    const { entries } = outcome.value
    const value = (key: string) => entries.find(({ name }) => name === key)?.value ?? null
    const policy = value(POLICY)
    if (policy === null) return null
    return {
      compacted: policy.includes('compact'),
      deleteRetentionMs: milliseconds(value(TOMBSTONES)),
      minCompactionLagMs: milliseconds(value(LAG)),
    }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return null
  }
}

/** As far as a JavaScript number is exact: beyond that is for ever. */
function milliseconds(text: string | null): number | null {
  const number = text === null ? Number.NaN : Number(text)
  return Number.isFinite(number) ? Math.min(number, Number.MAX_SAFE_INTEGER) : null
}
