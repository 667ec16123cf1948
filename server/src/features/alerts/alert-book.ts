import type { Alert, ResolvedReason } from '@sluice/shared/alerts-state'
import type { LagCause } from '@sluice/shared/groups-state'
import { type AlertEntry, keyOf, toAlert } from './alert-entry.ts'
import type { AlertKeep } from './alert-keep.ts'
import type { ActiveRule } from './alert-rules.ts'
import { type DueTelling, dueTelling } from './due-telling.ts'
import type { Reading } from './engine/reading.ts'
import { type AlertTiming, stepAlert } from './engine/step-alert.ts'

interface Judged {
  at: number
  asOf: number | null
  gapMs: number
  cause: () => LagCause
}

/** The alerts of one cluster: what fires, what waits to, and what receivers are yet to hear. */
export class AlertBook {
  readonly #entries = new Map<string, AlertEntry>()
  readonly #keep: AlertKeep
  readonly #timing: AlertTiming

  constructor(keep: AlertKeep, timing: AlertTiming) {
    this.#keep = keep
    this.#timing = timing
  }

  /** Goes on with what fired when the process before ended; what came since then is a gap. */
  load(): void {
    for (const entry of this.#keep.load()) {
      const state = entry.state === null ? null : { ...entry.state, lastAt: null }
      this.#entries.set(keyOf(entry.rule.id, entry.group), { ...entry, state })
    }
  }

  all(): Iterable<AlertEntry> {
    return this.#entries.values()
  }

  find(alertId: string): AlertEntry | null {
    for (const entry of this.#entries.values()) if (toAlert(entry, null)?.id === alertId) return entry
    return null
  }

  /** One sample of a group by one rule. */
  judge({ id, body }: ActiveRule, group: string, reading: Reading, { at, asOf, gapMs, cause }: Judged): void {
    const key = keyOf(id, group)
    const known = this.#entries.get(key)
    if (known === undefined && reading.verdict !== 'beyond') return
    if (known !== undefined && !sameCondition(known, body)) {
      this.end(known, at, 'rule-changed')
      return
    }
    const samples = body.condition.kind === 'lost' ? 1 : this.#timing.samples
    const step = stepAlert(
      { forMs: body.forMs, samples, gapMs },
      known?.state ?? null,
      { at, asOf, reading },
      this.#timing,
    )
    const entry: AlertEntry = {
      ...(known ?? { ended: null, told: null, toldSince: null, flapTold: false, acknowledged: null }),
      rule: { id, body },
      group,
      state: step.state,
      cause: reading.verdict === 'unknown' ? (known?.cause ?? null) : cause(),
    }
    const firing = (known?.state?.phase === 'firing') !== (step.state?.phase === 'firing')
    if (step.ended !== null) this.#over(entry, { at, reason: 'cleared', state: step.ended })
    else this.#put(key, entry, firing)
  }

  /** It ends, whatever its figure says. */
  end(entry: AlertEntry, at: number, reason: ResolvedReason): void {
    const { state } = entry
    if (state?.phase === 'firing') this.#over({ ...entry, state: null }, { at, reason, state })
    else this.#put(keyOf(entry.rule.id, entry.group), { ...entry, state: null }, false)
  }

  /** Its figure cannot be had: it neither fires nor ends. */
  blind(entry: AlertEntry, at: number): void {
    if (entry.state === null) return
    const state = {
      ...entry.state,
      lastAt: null,
      unknownSince: entry.state.unknownSince ?? at,
      unknownBecause: 'group' as const,
    }
    this.#put(keyOf(entry.rule.id, entry.group), { ...entry, state }, false)
  }

  acknowledge(entry: AlertEntry, acknowledged: Alert['acknowledged']): void {
    this.#put(keyOf(entry.rule.id, entry.group), { ...entry, acknowledged }, true)
  }

  /** What is to be told now, taken for told. */
  *due(
    now: number,
    mutedUntil: (entry: AlertEntry) => number | null,
  ): Iterable<DueTelling & { alert: Alert }> {
    for (const [key, entry] of this.#entries) {
      const muted = mutedUntil(entry)
      const due = dueTelling(entry, { now, muted: muted !== null })
      if (due !== null) this.#put(key, due.entry, true)
      const { state, told } = due?.entry ?? entry
      if (state === null && told !== 'firing') this.#entries.delete(key)
      if (due === null) continue
      // One that flaps fires as far as receivers know, even while it is over.
      const over = due.status === 'resolved' || entry.state?.phase === 'idle'
      const alert = toAlert(entry, over ? entry.ended : null, { mutedUntil: muted })
      if (alert !== null) yield { ...due, alert: { ...alert, flapping: due.entry.flapTold } }
    }
  }

  #over(entry: AlertEntry, ended: NonNullable<AlertEntry['ended']>): void {
    const alert = toAlert(entry, ended)
    if (alert !== null) this.#keep.ended(alert)
    this.#put(keyOf(entry.rule.id, entry.group), { ...entry, ended, acknowledged: null }, true)
  }

  #put(key: string, entry: AlertEntry, keep: boolean): void {
    this.#entries.set(key, entry)
    if (keep) this.#keep.changed(key, entry)
  }
}

function sameCondition({ rule }: AlertEntry, body: ActiveRule['body']): boolean {
  return (
    rule.body === body ||
    (JSON.stringify(rule.body.condition) === JSON.stringify(body.condition) &&
      JSON.stringify(rule.body.topics) === JSON.stringify(body.topics))
  )
}
