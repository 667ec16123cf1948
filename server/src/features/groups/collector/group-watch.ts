import type { LagState } from '@sluice/shared/groups-state'
import type { GroupEvent } from '../lag-board.ts'
import { type GroupRecord, hasMembers } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { NONE } from './row-marks.ts'

/** Events of one cycle are so many at most: more would be told by nobody. */
const EVENTS_MAX = 5_000
/** States in which a group is not yet, or not, judged: leaving them is no news. */
const UNSETTLED = new Set<LagState>(['WARMING', 'UNKNOWN'])

interface Step {
  part: number
  from: bigint
  to: bigint
  count: number
}

/** Notes what happens to groups while a cycle takes over what it read. */
export class GroupWatch {
  readonly #memory: LagMemory
  #events: GroupEvent[] = []
  /** The largest step back of each group in this cycle. */
  readonly #back = new Map<GroupRecord, Step>()

  constructor(memory: LagMemory) {
    this.#memory = memory
  }

  moved(record: GroupRecord, part: number, { from, to }: { from: bigint; to: bigint }): void {
    if (to === NONE || to > from) return
    const known = this.#back.get(record)
    const count = (known?.count ?? 0) + 1
    if (known === undefined || from - to > known.from - known.to)
      this.#back.set(record, { part, from, to, count })
    else known.count = count
  }

  /** Called once a cycle for each group that was judged. */
  judged(record: GroupRecord, before: LagState, now: number): void {
    const step = this.#back.get(record)
    if (step !== undefined) {
      this.#back.delete(record)
      const { topic, partition } = this.#memory.book.name(step.part)
      const detail = { from: `${step.from}`, to: `${step.to}`, partitions: `${step.count}` }
      const kind = hasMembers(record) === false ? 'reset' : 'rewind'
      this.#add({ at: now, group: record.group, kind, topic, partition, detail })
    }
    if (before === record.lagState) return
    record.stateSince = now
    if (UNSETTLED.has(before) && (record.lagState === 'OK' || UNSETTLED.has(record.lagState))) return
    const { topic, partition } = this.#placeOf(record)
    const detail = { from: before, to: record.lagState }
    this.#add({ at: now, group: record.group, kind: 'state', topic, partition, detail })
  }

  /** The log start has passed a commit. */
  retention(record: GroupRecord, part: number, lost: bigint, now: number): void {
    const { topic, partition } = this.#memory.book.name(part)
    this.#add({
      at: now,
      group: record.group,
      kind: 'retention',
      topic,
      partition,
      detail: { lost: `${lost}` },
    })
  }

  members(record: GroupRecord, from: number, to: number, now: number): void {
    this.#whole(record, 'members', { from: `${from}`, to: `${to}` }, now)
  }

  rebalance(record: GroupRecord, state: string, now: number): void {
    this.#whole(record, 'rebalance', { state }, now)
  }

  recreated(record: GroupRecord, topic: string, now: number): void {
    this.#add({ at: now, group: record.group, kind: 'recreated', topic, partition: null, detail: {} })
  }

  /** Of the whole cluster: the group is empty. */
  gap(reason: string, now: number): void {
    this.#add({
      at: now,
      group: '',
      kind: 'collector-gap',
      topic: null,
      partition: null,
      detail: { reason },
    })
  }

  take(): GroupEvent[] {
    const events = this.#events
    this.#events = []
    return events
  }

  #whole(
    record: GroupRecord,
    kind: 'members' | 'rebalance',
    detail: Record<string, string>,
    now: number,
  ): void {
    this.#add({ at: now, group: record.group, kind, topic: null, partition: null, detail })
  }

  /** The partition that decides the state of a group. */
  #placeOf({ causeRow, fault }: GroupRecord): { topic: string | null; partition: number | null } {
    if (causeRow < 0 || fault !== null) return { topic: null, partition: null }
    return this.#memory.book.name(this.#memory.rows.part[causeRow] ?? -1)
  }

  #add(event: GroupEvent): void {
    if (this.#events.length < EVENTS_MAX) this.#events.push(event)
  }
}
