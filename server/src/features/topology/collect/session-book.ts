const SESSIONS_MAX = 100_000
const TOPICS_MAX = 500

interface Session {
  lastWrite: number
  transactional: boolean
  topics: Set<string>
  transactionalId: string | null
}

/**
 * What collectors have seen of producer ids, for those who need to know which of them still write: Kafka names a
 * producer for a day and a transactional id for a week after its last word.
 */
export class SessionBook {
  readonly #sessions = new Map<bigint, Session>()

  /** `at`: epoch milliseconds of the write, as well as it is known. */
  wrote(producerId: bigint, topic: string, at: number, transactional: boolean): void {
    const session = this.#sessions.get(producerId) ?? {
      ...{ lastWrite: at, transactional, topics: new Set<string>(), transactionalId: null },
    }
    session.lastWrite = Math.max(session.lastWrite, at)
    session.transactional ||= transactional
    if (session.topics.size < TOPICS_MAX) session.topics.add(topic)
    // Set anew, so that those that wrote longest ago stand first.
    this.#sessions.delete(producerId)
    this.#sessions.set(producerId, session)
    if (this.#sessions.size > SESSIONS_MAX) this.#forgetFirst()
  }

  /** Its coordinator knows it by this id. */
  named(producerId: bigint, transactionalId: string): void {
    const session = this.#sessions.get(producerId)
    if (session !== undefined) session.transactionalId = transactionalId
  }

  /** Null: nobody has seen it write. */
  lastWrite(producerId: bigint): number | null {
    return this.#sessions.get(producerId)?.lastWrite ?? null
  }

  /** Every session that wrote since then, with its topics. */
  *since(time: number): Iterable<{ producerId: bigint } & Readonly<Session>> {
    for (const [producerId, session] of this.#sessions)
      if (session.lastWrite >= time) yield { producerId, ...session }
  }

  #forgetFirst(): void {
    const [first] = this.#sessions.keys()
    if (first !== undefined) this.#sessions.delete(first)
  }
}
