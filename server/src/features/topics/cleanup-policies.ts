import type { ItemFault } from '@sluice/shared/errors'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'

export interface CleanupPolicies {
  /** The policy of each topic named, or why it is not known. */
  of(names: readonly string[], signal?: AbortSignal): Promise<Map<string, string | ItemFault>>
}

interface Kept {
  policy: string
  until: number
}

const KEPT_MS = 10_000
const KEPT_MAX = 20_000
const KEY = 'cleanup.policy'

/** Asks for the topics of the page shown and no others: the configuration of 10 000 topics is heavy for a broker. */
export function createCleanupPolicies(gateway: KafkaGateway, now: () => number = Date.now): CleanupPolicies {
  const kept = new Map<string, Kept>()
  return {
    async of(names, signal) {
      const answer = new Map<string, string | ItemFault>()
      const missing: string[] = []
      for (const name of names) {
        const known = kept.get(name)
        if (known !== undefined && known.until > now()) answer.set(name, known.policy)
        else missing.push(name)
      }
      if (kept.size + missing.length > KEPT_MAX) kept.clear()
      for (const [name, policy] of await ask(gateway, missing, signal)) {
        answer.set(name, policy)
        if (typeof policy === 'string') kept.set(name, { policy, until: now() + KEPT_MS })
      }
      return answer
    },
  }
}

async function ask(
  gateway: KafkaGateway,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<Map<string, string | ItemFault>> {
  if (names.length === 0) return new Map()
  try {
    const options = { keys: [KEY], documentation: false, ...(signal === undefined ? {} : { signal }) }
    const outcomes = await gateway.describeTopicConfigs(names, options)
    return new Map(
      outcomes.map((outcome) => {
        if (!outcome.ok) return [outcome.name, toItemFault(outcome.fault)]
        const entry = outcome.value.entries.find(({ name }) => name === KEY)
        return [outcome.value.name, entry?.value ?? notTold(outcome.value.name)]
      }),
    )
  } catch (error) {
    if (!(error instanceof KafkaFault)) throw error
    return new Map(names.map((name) => [name, toItemFault(error)]))
  }
}

function notTold(name: string): ItemFault {
  return { code: 'INTERNAL', message: `The broker told no cleanup policy for ${name}.` }
}
