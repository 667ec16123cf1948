import { Alert, PAST_ALERTS_MAX } from '@sluice/shared/alerts-state'
import { AppError } from '#http/app-error.ts'
import type { AlertTables } from '#store/alert-tables.ts'
import { AlertEntry } from './alert-entry.ts'

const WRITTEN_AT_A_TIME = 500

/** What of alerts outlasts the process, where the store can be written; the past of this process in any case. */
export class AlertKeep {
  readonly #cluster: string
  readonly #tables: AlertTables
  readonly #changed = new Map<string, AlertEntry>()
  readonly #ended: Alert[] = []
  #past: readonly Alert[] = []
  #kept = true

  constructor(cluster: string, tables: AlertTables) {
    this.#cluster = cluster
    this.#tables = tables
  }

  /** Newest first. */
  get past(): readonly Alert[] {
    return this.#past
  }

  /** Whether the last change was kept. */
  get kept(): boolean {
    return this.#kept
  }

  /** What fired when the process before ended. */
  load(): AlertEntry[] {
    try {
      this.#past = this.#tables.past(this.#cluster, PAST_ALERTS_MAX).flatMap((body) => {
        const parsed = Alert.safeParse(body)
        return parsed.success ? [parsed.data] : []
      })
      return this.#tables.open(this.#cluster).flatMap(({ body }) => {
        const parsed = AlertEntry.safeParse(body)
        return parsed.success ? [parsed.data] : []
      })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      this.#kept = false
      return []
    }
  }

  changed(key: string, entry: AlertEntry): void {
    this.#changed.set(key, entry)
  }

  ended(alert: Alert): void {
    this.#ended.push(alert)
    this.#past = [alert, ...this.#past].slice(0, PAST_ALERTS_MAX)
  }

  /** Writes what changed since the last time: some of it where it is much, so that no write takes long. */
  flush(): void {
    const changed = [...this.#changed].slice(0, WRITTEN_AT_A_TIME)
    const ended = this.#ended.splice(0, WRITTEN_AT_A_TIME)
    if (changed.length === 0 && ended.length === 0) return
    const isOpen = ([, { state, told }]: (typeof changed)[number]) =>
      state?.phase === 'firing' || told === 'firing'
    this.#kept = this.#tables.keep(this.#cluster, {
      open: changed.filter(isOpen).map(([id, body]) => ({ id, body })),
      closed: changed.filter((one) => !isOpen(one)).map(([id]) => id),
      ended: ended.map((alert) => ({ at: alert.resolvedAt ?? alert.since, body: alert })),
    })
    for (const [id] of changed) this.#changed.delete(id)
  }
}
