import type { KafkaGateway } from '#kafka/gateway.ts'
import type { GroupDescription } from '#kafka/groups.ts'
import type { KafkaFault } from '#kafka/kafka-fault.ts'
import type { SeenGroup } from './read-groups.ts'

const FRESH_MS = 60_000
const ASKED_MAX = 500

interface Kept {
  askedAt: number
  /** What the group was like then: another state or number of members is a reason to ask again. */
  sign: string
  description: GroupDescription | null
  fault: KafkaFault | null
}

/** Who the members of each group are, asked when a group has changed and now and then. */
export class GroupMembers {
  readonly #kept = new Map<string, Kept>()
  #groups: readonly SeenGroup[] = []

  /** The groups as of the last look. */
  groups(): readonly SeenGroup[] {
    return this.#groups
  }

  /** Asks for those that are due, the longest unasked first. */
  async refresh(
    gateway: Pick<KafkaGateway, 'describeGroups'>,
    groups: readonly SeenGroup[],
    options: { now: number; signal: AbortSignal; timeoutMs: number },
  ): Promise<void> {
    const { now, signal, timeoutMs } = options
    this.#groups = groups
    const present = new Set(groups.map(({ group }) => group))
    for (const group of this.#kept.keys()) if (!present.has(group)) this.#kept.delete(group)
    const due = groups
      .filter((group) => this.#isDue(group, now))
      .sort((a, b) => this.#askedAt(a) - this.#askedAt(b))
      .slice(0, ASKED_MAX)
    if (due.length === 0) return
    const asked = due.map(({ group, kind }) => ({ group, kind }))
    const outcomes = await gateway.describeGroups(asked, { signal, timeoutMs })
    for (const [index, group] of due.entries()) {
      const outcome = outcomes[index]
      if (outcome === undefined) continue
      const before = this.#kept.get(group.group)?.description ?? null
      this.#kept.set(group.group, {
        askedAt: now,
        sign: signOf(group),
        description: outcome.ok ? outcome.value : before,
        fault: outcome.ok ? null : outcome.fault,
      })
    }
  }

  /** Null: not asked yet, or no answer so far. */
  of({ group, members }: SeenGroup): GroupDescription | null {
    return members === 0 ? null : (this.#kept.get(group)?.description ?? null)
  }

  /** Groups whose members could not be told, and the first reason. */
  faults(): { count: number; first: KafkaFault | null } {
    const faults = [...this.#kept.values()].flatMap(({ fault }) => fault ?? [])
    return { count: faults.length, first: faults[0] ?? null }
  }

  #isDue(group: SeenGroup, now: number): boolean {
    if (group.members === 0) return false
    const kept = this.#kept.get(group.group)
    return kept === undefined || kept.sign !== signOf(group) || Math.abs(now - kept.askedAt) >= FRESH_MS
  }

  #askedAt({ group }: SeenGroup): number {
    return this.#kept.get(group)?.askedAt ?? Number.NEGATIVE_INFINITY
  }
}

function signOf({ state, members }: SeenGroup): string {
  return `${state} ${members}`
}
