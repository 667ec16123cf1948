import { randomUUID } from 'node:crypto'
import { AlertMute, type AlertMuteBody } from '@sluice/shared/alerts-state'
import { AppError } from '#http/app-error.ts'
import type { AlertTables } from '#store/alert-tables.ts'
import { type NameMatch, namePatterns } from './engine/name-patterns.ts'

const MUTES_MAX = 500
const READ_AGAIN_MS = 30_000
/** For so long after its offsets were moved a group’s lag says nothing of its consumers. */
export const RESET_MUTE_MS = 30 * 60_000

interface ActiveMute {
  mute: AlertMute
  groups: NameMatch
}

/** Times without notices, of one cluster. Those after a reset of offsets live in memory only. */
export class AlertMutes {
  readonly #cluster: string
  readonly #tables: AlertTables
  #kept: readonly ActiveMute[] = []
  #resets: readonly ActiveMute[] = []
  #readAt = Number.NEGATIVE_INFINITY

  constructor(cluster: string, tables: AlertTables) {
    this.#cluster = cluster
    this.#tables = tables
  }

  /** Those that hold, first to end first. */
  all(now: number): AlertMute[] {
    this.#refresh(now)
    return [...this.#kept, ...this.#resets]
      .map(({ mute }) => mute)
      .filter(({ until }) => until > now)
      .sort((a, b) => a.until - b.until)
  }

  /** Until when nothing is told of this alert; null: it is. */
  until(ruleId: string, group: string, now: number): number | null {
    this.#refresh(now)
    let until: number | null = null
    for (const { mute, groups } of [...this.#kept, ...this.#resets])
      if (mute.until > now && (mute.ruleId === null || mute.ruleId === ruleId) && groups(group))
        until = Math.max(until ?? 0, mute.until)
    return until
  }

  /** Throws `BAD_REQUEST`, `STORE_UNAVAILABLE`. */
  add({ groups, ruleId, forMs, by, note }: AlertMuteBody, now: number): AlertMute {
    if (this.all(now).length >= MUTES_MAX)
      throw new AppError('BAD_REQUEST', `A cluster has ${MUTES_MAX} mutes at most. End one first.`)
    const id = randomUUID()
    const mute: AlertMute = {
      ...{ id, groups, ruleId, until: now + forMs, createdAt: now, by, note },
      source: 'person',
    }
    this.#tables.putMute(this.#cluster, { id, until: mute.until, body: mute }, now)
    this.#read(now)
    return mute
  }

  /** Its offsets were moved. */
  addReset(group: string, now: number): void {
    // A pattern has no way to write a name that begins with "!"; its other signs fit themselves.
    const pattern = group.replace(/^!/, '?') || '*'
    const groups: NameMatch = (name) => name === group
    const mute: AlertMute = {
      ...{ id: randomUUID(), groups: [pattern], ruleId: null, createdAt: now, by: '', note: '' },
      until: now + RESET_MUTE_MS,
      source: 'reset',
    }
    const others = this.#resets.filter((other) => other.mute.until > now && !other.groups(group))
    this.#resets = [...others.slice(-(MUTES_MAX - 1)), { mute, groups }]
  }

  /** Throws `NOT_FOUND`, `STORE_UNAVAILABLE`. */
  end(id: string, now: number): void {
    if (!this.all(now).some((mute) => mute.id === id))
      throw new AppError('NOT_FOUND', 'There is no such mute: it may have ended by itself.')
    this.#resets = this.#resets.filter(({ mute }) => mute.id !== id)
    this.#tables.deleteMute(this.#cluster, id)
    this.#read(now)
  }

  #refresh(now: number): void {
    if (now - this.#readAt >= READ_AGAIN_MS) this.#read(now)
  }

  /** What cannot be read leaves the mutes as they were. */
  #read(now: number): void {
    this.#readAt = now
    try {
      this.#kept = this.#tables.mutes(this.#cluster, now).flatMap(({ body }) => {
        const parsed = AlertMute.safeParse(body)
        return parsed.success ? [{ mute: parsed.data, groups: namePatterns(parsed.data.groups) }] : []
      })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
    }
  }
}
