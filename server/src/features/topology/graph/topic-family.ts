import type { TopicFacts } from '@sluice/shared/topology'

/** What a topic is to another one. */
export type TopicFamily = NonNullable<TopicFacts['family']>

/** Endings by which frameworks name what they make beside a topic; what stands before is its base. */
const ROLES: readonly { role: TopicFamily['role']; ending: RegExp }[] = [
  {
    role: 'dead-letter',
    ending: /[._-](?:dlt|dlq|dead[._-]?letters?(?:[._-]?(?:queue|topic))?|deadletter)$/i,
  },
  { role: 'retry', ending: /[._-]retry(?:[._-]?(?:topic|\d+(?:ms|s|m|h)?))*$/i },
]
const INNER: readonly { role: TopicFamily['role']; ending: RegExp }[] = [
  { role: 'changelog', ending: /-changelog$/ },
  { role: 'repartition', ending: /-repartition$/ },
]
/** A dead letter of a retry of a topic. */
const STEPS_MAX = 3

/**
 * The family of a topic by its name. A base must be there to be one, so that `orders-retry` without `orders` stands for
 * itself. What Streams makes inside has no base but itself.
 */
export function familyOf(topic: string, exists: (topic: string) => boolean): TopicFamily | null {
  for (const { role, ending } of INNER) if (ending.test(topic)) return { base: topic, role }
  let base = topic
  let role: TopicFamily['role'] | null = null
  for (let step = 0; step < STEPS_MAX; step += 1) {
    const found = ROLES.find(({ ending }) => ending.test(base))
    if (found === undefined) break
    role ??= found.role
    base = base.replace(found.ending, '')
  }
  return role !== null && base !== '' && exists(base) ? { base, role } : null
}

/** Whether records in it are mostly those of another topic, with the headers that they had there. */
export function holdsCopies(topic: string): boolean {
  return ROLES.some(({ ending }) => ending.test(topic))
}
