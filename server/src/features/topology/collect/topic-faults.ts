import type { KafkaFault } from '#kafka/kafka-fault.ts'
import type { Collected } from '../evidence.ts'

/** What each topic answered instead, kept until it answers again: with turns, no run asks all. */
export class TopicFaults {
  readonly #faults = new Map<string, KafkaFault>()

  /** A topic that is no more is no fault. */
  came(topic: string, fault: KafkaFault | null): void {
    const gone = fault?.code === 'TOPIC_NOT_FOUND' || fault?.code === 'PARTITION_NOT_FOUND'
    if (fault === null || gone) this.#faults.delete(topic)
    else this.#faults.set(topic, fault)
  }

  keepOnly(topics: ReadonlySet<string>): void {
    for (const topic of this.#faults.keys()) if (!topics.has(topic)) this.#faults.delete(topic)
  }

  /** `what` completes "… of 3 of 20 topics cannot be seen". */
  missing(what: string, topics: number): Collected['missing'] {
    const faults = [...this.#faults]
    const [first] = faults
    if (first === undefined) return null
    const denied = faults.filter(([, { code }]) => code === 'NOT_AUTHORIZED')
    const old = faults.some(([, { code }]) => code === 'NOT_SUPPORTED')
    const [name, fault] = denied[0] ?? first
    const reason = `${what} of ${faults.length} of ${topics} topics cannot be seen, such as of "${name}": ${fault.message}`
    const remedy =
      denied.length > 0
        ? `Give the user Sluice connects with Read on ${denied.length === 1 ? 'this topic' : `these ${denied.length} topics`}.`
        : old
          ? 'A newer Kafka would tell it.'
          : null
    return { whole: faults.length >= topics, reason, remedy }
  }
}

/** For what a broker does not know at all. */
export function unavailable({ message }: KafkaFault, remedy: string | null): Collected {
  return { observations: [], missing: { whole: true, reason: message, remedy }, bytes: null, coverage: null }
}
