import type { PlayEvent } from '#lib/play-engine.ts'
import type { LaneMark } from './lane-marks.ts'

const PULSE_MS = 420
const PULSES_MAX = 150

/** Rings that open where an event was just played, and are gone before one would look for them. */
export class LanePulses {
  #pulses: { mark: LaneMark; born: number }[] = []

  get any(): boolean {
    return this.#pulses.length > 0
  }

  clear(): void {
    this.#pulses = []
  }

  /** Of many at once only the last: a heap that flashes as a whole says no more. */
  add(events: readonly PlayEvent[], markOf: ReadonlyMap<PlayEvent, LaneMark>, now: number): void {
    for (const event of events.slice(-PULSES_MAX)) {
      const mark = markOf.get(event)
      if (mark !== undefined) this.#pulses.push({ mark, born: now })
    }
    if (this.#pulses.length > PULSES_MAX) this.#pulses = this.#pulses.slice(-PULSES_MAX)
  }

  paint(now: number, ring: (mark: LaneMark, radius: number, alpha: number) => void): void {
    this.#pulses = this.#pulses.filter(({ born }) => now - born < PULSE_MS)
    for (const { mark, born } of this.#pulses) {
      const part = (now - born) / PULSE_MS
      ring(mark, 4 + part * 8, 1 - part)
    }
  }
}
