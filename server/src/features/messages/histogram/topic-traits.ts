import type { Histogram } from '@sluice/shared/messages-histogram'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'

/** What topics' settings say of counts by time; where the user may not read them, nothing. */
export interface TopicTraits {
  compacted: boolean
  timestampType: Histogram['timestampType']
}

const POLICY = 'cleanup.policy'
const TYPE = 'message.timestamp.type'

export async function readTraits(
  gateway: KafkaGateway,
  names: readonly string[],
  signal: AbortSignal,
): Promise<TopicTraits> {
  if (names.length === 0) return { compacted: false, timestampType: null }
  try {
    const outcomes = await gateway.describeTopicConfigs(names, {
      keys: [POLICY, TYPE],
      documentation: false,
      signal,
    })
    const values = (key: string) =>
      outcomes.map((outcome) =>
        outcome.ok ? (outcome.value.entries.find(({ name }) => name === key)?.value ?? null) : null,
      )
    return {
      compacted: values(POLICY).some((policy) => policy?.includes('compact')),
      timestampType: typeOf(new Set(values(TYPE))),
    }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return { compacted: false, timestampType: null }
  }
}

function typeOf(types: ReadonlySet<string | null>): TopicTraits['timestampType'] {
  if (types.has(null)) return null
  if (types.size > 1) return 'mixed'
  const [type] = types
  return type === 'CreateTime' || type === 'LogAppendTime' ? type : null
}
