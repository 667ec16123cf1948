import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'

/** After so many new groups it is reckoned how many rows all of them will have, and again after four times as many. */
const FIRST = 50
const AGAIN = 4

/** Makes room for the rows of groups that are read for the first time, by what the first of them have. */
export class RoomAhead {
  readonly #memory: LagMemory
  readonly #fresh: Set<GroupRecord>
  readonly #before: number
  readonly #all: number
  #next = FIRST

  constructor(memory: LagMemory, due: readonly GroupRecord[]) {
    this.#memory = memory
    this.#fresh = new Set(due.filter(({ asOf }) => asOf === null))
    this.#all = this.#fresh.size
    this.#before = memory.rows.size
  }

  took(record: GroupRecord): void {
    if (!this.#fresh.delete(record)) return
    const taken = this.#all - this.#fresh.size
    if (taken < this.#next) return
    this.#next *= AGAIN
    const { rows } = this.#memory
    const mean = (rows.size - this.#before) / taken
    rows.reserve(rows.size + Math.ceil(mean * this.#fresh.size))
  }
}
