import type { HistoryStore } from '../open-store.ts'
import type { Cell } from './cells.ts'
import { HOUR_MS, hourOf } from './history-levels.ts'
import { JournalRowWriter, SEGMENT_SIZE } from './journal-row.ts'
import { type LagSample, toCells } from './lag-sample.ts'
import type { SeriesBook } from './series-book.ts'
import type { SeriesName } from './series-name.ts'
import type { Turns } from './turns.ts'

export interface NewSample extends SeriesName {
  sample: LagSample
  /** Nothing is known of the time since the sample before. */
  gap: boolean
}

/** What was last written of a series. */
interface Track extends SeriesName {
  /** Null until the database has it. */
  id: number | null
  cells: readonly Cell[] | null
  hour: number
}

interface Entry {
  track: Track
  cells: Cell[]
  gap: boolean
}

/** Rows of one transaction: it is over within milliseconds, and others have their turn before the next. */
const ROWS_AT_ONCE = 64
const SERIES_AT_ONCE = 400
/** Writes the samples of one cluster's cycles. What cannot be written leaves a gap. */
export class HistoryWriter {
  readonly #store: HistoryStore
  readonly #book: SeriesBook
  readonly #cluster: string
  readonly #tracks = new Map<string, Track>()
  readonly #rows = new JournalRowWriter()
  #generation = -1
  #lastAt = 0
  #hour = 0

  constructor(store: HistoryStore, book: SeriesBook, cluster: string) {
    this.#store = store
    this.#book = book
    this.#cluster = cluster
  }

  /** Writes one cycle; whether all of it was. Not to be called before the last call has ended. */
  async record(at: number, samples: Iterable<NewSample>, turns: Turns): Promise<boolean> {
    if (this.#store.generation !== this.#generation) this.#tracks.clear()
    this.#generation = this.#store.generation
    // Two cycles of one time would be one row.
    this.#lastAt = Math.max(at, this.#lastAt + 1)
    this.#forgetPartitions(hourOf(this.#lastAt))
    const entries = await this.#collect(samples, turns)
    if (!(await this.#name(entries, this.#lastAt, turns))) {
      this.lose()
      return false
    }
    entries.sort((one, other) => (one.track.id ?? 0) - (other.track.id ?? 0))
    await turns.end()
    return await this.#write(entries, this.#lastAt, turns)
  }

  /** Forgets groups that are no more; if they come back, they come back after a gap. */
  forget(groups: readonly string[]): void {
    if (groups.length === 0) return
    const gone = new Set(groups)
    for (const [key, { group }] of this.#tracks) if (gone.has(group)) this.#tracks.delete(key)
  }

  /** What follows comes after a gap. */
  lose(): void {
    for (const track of this.#tracks.values()) track.cells = null
  }

  /** Those that are behind change: what was not written for an hour comes back after a gap. */
  #forgetPartitions(hour: number): void {
    if (hour === this.#hour) return
    this.#hour = hour
    for (const [key, track] of this.#tracks)
      if (track.partition !== null && track.hour < hour - HOUR_MS) this.#tracks.delete(key)
  }

  async #collect(samples: Iterable<NewSample>, turns: Turns): Promise<Entry[]> {
    const entries: Entry[] = []
    for (const { sample, gap, ...name } of samples) {
      entries.push({ track: this.#track(name), cells: toCells(sample), gap })
      if (entries.length % 64 === 0) await turns.next()
    }
    return entries
  }

  #track({ group, topic, partition }: SeriesName): Track {
    // A topic holds no slash, so that no two names make one key.
    const key = `${partition ?? ''}/${topic ?? ''}/${group}`
    let track = this.#tracks.get(key)
    if (track === undefined) {
      track = { group, topic, partition, id: null, cells: null, hour: 0 }
      this.#tracks.set(key, track)
    }
    return track
  }

  /** Gives series that are new here the number that the database has for them. */
  async #name(entries: readonly Entry[], at: number, turns: Turns): Promise<boolean> {
    const unnamed = entries.filter(({ track }) => track.id === null)
    for (let from = 0; from < unnamed.length; from += SERIES_AT_ONCE) {
      const some = unnamed.slice(from, from + SERIES_AT_ONCE)
      const ids: number[] = []
      const named = this.#store.tryWrite((db) => {
        for (const { track } of some) ids.push(this.#book.numberOf(db, this.#cluster, track, at))
      })
      if (!named) return false
      for (const [place, { track }] of some.entries()) track.id = ids[place] ?? null
      await turns.end()
    }
    return true
  }

  async #write(entries: readonly Entry[], at: number, turns: Turns): Promise<boolean> {
    const hour = hourOf(at)
    let whole = true
    let rows: { segment: number; data: Uint8Array }[] = []
    let written: Entry[] = []
    let next = 0
    while (next < entries.length) {
      const segment = segmentOf(entries[next])
      while (next < entries.length && segmentOf(entries[next]) === segment) {
        const entry = entries[next] as Entry
        this.#add(entry, hour)
        written.push(entry)
        next += 1
      }
      rows.push({ segment, data: this.#rows.take() })
      if (rows.length < ROWS_AT_ONCE && next < entries.length) continue
      if (!this.#commit(hour, at, rows, written)) whole = false
      rows = []
      written = []
      await turns.end()
    }
    return whole
  }

  #add({ track, cells, gap }: Entry, hour: number): void {
    const slot = (track.id ?? 0) % SEGMENT_SIZE
    const before = track.hour === hour ? track.cells : null
    this.#rows.add({ slot, cells, before, gap: gap || track.cells === null })
  }

  #commit(
    hour: number,
    at: number,
    rows: readonly { segment: number; data: Uint8Array }[],
    entries: readonly Entry[],
  ): boolean {
    const kept = this.#store.tryWrite((db) => {
      db.sql('INSERT OR IGNORE INTO lag_cycles (at, cluster) VALUES (?, ?)').run(at, this.#cluster)
      const insert = db.sql('INSERT OR REPLACE INTO lag_journal (at, segment, data) VALUES (?, ?, ?)')
      for (const { segment, data } of rows) insert.run(at, segment, data)
    })
    for (const { track, cells } of entries) {
      track.cells = kept ? cells : null
      track.hour = hour
    }
    return kept
  }
}

function segmentOf(entry: Entry | undefined): number {
  return Math.floor((entry?.track.id ?? 0) / SEGMENT_SIZE)
}
