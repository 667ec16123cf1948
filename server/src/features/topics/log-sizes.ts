import type { ItemFault } from '@sluice/shared/errors'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import { partitionKey } from './partition-key.ts'

/** Bytes of each leader's log, by broker and partition, with the brokers that did not tell. */
export interface LogSizes {
  /** Bytes, or why they are not known. */
  of(broker: number | null, topic: string, partition: number): bigint | ItemFault
}

const UNKNOWN: ItemFault = {
  code: 'LEADER_UNAVAILABLE',
  message: 'The partition has no leader, so its size is not known.',
}

export async function readLogSizes(gateway: KafkaGateway): Promise<LogSizes> {
  const faults = new Map<number, ItemFault>()
  const bytes = new Map<number, Map<string, bigint>>()
  let general: ItemFault | null = null
  try {
    for (const outcome of await gateway.describeLogDirs()) {
      if (outcome.ok) bytes.set(outcome.value.brokerId, index(outcome.value.replicas))
      else faults.set(outcome.brokerId, toItemFault(outcome.fault))
    }
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    general = toItemFault(error)
  }
  return {
    of(broker, topic, partition) {
      if (general !== null) return general
      if (broker === null) return UNKNOWN
      const size = bytes.get(broker)?.get(partitionKey(topic, partition))
      return size ?? faults.get(broker) ?? silent(broker)
    },
  }
}

function index(
  replicas: readonly { topic: string; partition: number; bytes: bigint }[],
): Map<string, bigint> {
  return new Map(replicas.map(({ topic, partition, bytes }) => [partitionKey(topic, partition), bytes]))
}

/** A user without Describe on the cluster is answered with an empty list, which is not a size of zero. */
function silent(broker: number): ItemFault {
  return {
    code: 'NOT_AUTHORIZED',
    message: `Broker ${broker} names no log of this partition. The user may lack Describe on the cluster.`,
  }
}
