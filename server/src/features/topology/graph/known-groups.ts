import type { GroupStanding, TopicStanding } from '#features/groups/lag-board.ts'

/** How groups stand, each looked up once for a graph: what they say of their topics is made when it is asked for. */
export class KnownGroups {
  readonly #find: (group: string) => GroupStanding | null
  readonly #topics = new Map<string, ReadonlyMap<string, TopicStanding>>()
  readonly #known = new Map<string, GroupStanding | null>()

  constructor(find: (group: string) => GroupStanding | null) {
    this.#find = find
  }

  get(group: string): GroupStanding | null {
    const known = this.#known.get(group)
    if (known !== undefined) return known
    const found = this.#find(group)
    this.#known.set(group, found)
    return found
  }

  topic(group: string, topic: string): TopicStanding | null {
    const known = this.#topics.get(group)
    if (known !== undefined) return known.get(topic) ?? null
    const topics = new Map(this.get(group)?.topics.map((one) => [one.topic, one]))
    this.#topics.set(group, topics)
    return topics.get(topic) ?? null
  }
}
