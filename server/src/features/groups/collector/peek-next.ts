import type { NextRecordAsk, NextRecords } from '../figures/next-record.ts'
import { maybePhantom } from '../figures/phantom.ts'
import type { GroupRecord } from './group-record.ts'
import type { LagMemory } from './lag-memory.ts'
import { FEW_ROWS } from './poll-tiers.ts'
import { askOf } from './row-figures.ts'
import { NONE } from './row-marks.ts'
import { lagBetween } from './row-view.ts'

/** Few places are all read in a cycle; of many so many, by turns. */
const PLACES_FEW = 1_000
const PLACES_MANY = 300
const MS_FEW = 1_000
const MS_MANY = 150
/** Of a group that nobody looks at: those most behind. */
const PLACES_A_GROUP = 8

interface Place {
  row: number
  lag: bigint
  ask: NextRecordAsk
}

/** Reads the next unread record where groups are behind, so that its age is exact: by turns, as time allows. */
export class NextPeeker {
  readonly #memory: LagMemory
  readonly #next: NextRecords
  #turn = 0

  constructor(memory: LagMemory, next: NextRecords) {
    this.#memory = memory
    this.#next = next
  }

  /** Expects the commits pending and the ends in the book. */
  async peek(records: readonly GroupRecord[], now: number, signal: AbortSignal): Promise<void> {
    const few = this.#memory.rows.size <= FEW_ROWS
    const maxPlaces = few ? PLACES_FEW : PLACES_MANY
    const asks: NextRecordAsk[] = []
    for (const record of this.#inTurn(records, now)) {
      for (const { row, ask } of this.#placesOf(record, few || record.watchedUntil > now)) {
        this.#memory.rows.asked[row] = 1
        asks.push(ask)
      }
      if (asks.length >= maxPlaces) break
      this.#turn += 1
    }
    if (asks.length === 0) return
    await this.#next.read(asks, { signal, timeoutMs: few ? MS_FEW : MS_MANY, maxPlaces })
  }

  /** Those that a person looks at, then the others from where the last turn ended. */
  #inTurn(records: readonly GroupRecord[], now: number): GroupRecord[] {
    const watched = records.filter(({ watchedUntil }) => watchedUntil > now)
    const others = records.filter(({ watchedUntil }) => watchedUntil <= now)
    const from = others.length === 0 ? 0 : this.#turn % others.length
    return [...watched, ...others.slice(from), ...others.slice(0, from)]
  }

  #placesOf(record: GroupRecord, all: boolean): Place[] {
    const { rows, book } = this.#memory
    const places: Place[] = []
    const phantoms: Place[] = []
    for (const row of record.rows) {
      const part = rows.part[row] ?? -1
      const commit = rows.pending[row] ?? NONE
      const end = book.stable[part] ?? NONE
      const lag = lagBetween(commit, end, book.start[part] ?? NONE)
      const ask = lag > 0n ? askOf(this.#memory, row, { commit, end }) : null
      if (ask === null) continue
      const same = commit === rows.committed[row] && end === rows.stable[row]
      const unchanged = same ? (rows.unchanged[row] ?? 0) + 1 : 1
      if (maybePhantom({ lag, unchanged, next: null })) phantoms.push({ row, lag, ask })
      else places.push({ row, lag, ask })
    }
    if (!all && places.length > PLACES_A_GROUP) places.sort((a, b) => (a.lag > b.lag ? -1 : 1))
    return [...phantoms, ...(all ? places : places.slice(0, PLACES_A_GROUP))]
  }
}
