import type { ScanNote } from '@sluice/shared/messages'
import { type NoteCode, type NoteEntry, wordNote } from './note-words.ts'

/** Above this many partitions with the same note, one line says it for all: a page cannot show thousands. */
const PARTITIONS_MAX = 50

/** Gathers what a scan left out, one entry a code and partition, so that a million gaps are one line. */
export class NoteBook {
  readonly #entries = new Map<string, NoteEntry>()

  add(note: Pick<NoteEntry, 'code' | 'partition'> & Partial<NoteEntry>): void {
    const entry: NoteEntry = { from: null, to: null, count: null, detail: null, ...note }
    const key = `${entry.code}:${entry.partition}`
    const known = this.#entries.get(key)
    if (known === undefined) {
      this.#entries.set(key, entry)
      return
    }
    known.from = lower(known.from, entry.from)
    known.to = higher(known.to, entry.to)
    known.count = known.count === null ? entry.count : known.count + (entry.count ?? 0n)
    known.detail ??= entry.detail
  }

  /** A stretch `[from, to]` of offsets under one code. */
  stretch(code: NoteCode, partition: number, from: bigint, to: bigint, detail: string | null = null): void {
    this.add({ code, partition, from, to, count: to - from + 1n, detail })
  }

  /** Takes over another's entries, or only those under one code. */
  merge(other: NoteBook, only?: NoteCode): void {
    for (const entry of other.#entries.values()) {
      if (only === undefined || entry.code === only) this.add(entry)
    }
  }

  /** Everything noted so far, and an empty book. */
  drain(): ScanNote[] {
    const byCode = Map.groupBy(this.#entries.values(), (entry) => entry.code)
    this.#entries.clear()
    return [...byCode.values()].flatMap((entries) =>
      entries.length > PARTITIONS_MAX ? [summarise(entries)] : entries.map(toNote),
    )
  }
}

function toNote(entry: NoteEntry): ScanNote {
  const { code, partition, from, to, count } = entry
  const message = wordNote(entry)
  return { code, message, partition, from: text(from), to: text(to), count: safe(count) }
}

function summarise(entries: NoteEntry[]): ScanNote {
  const [first] = entries
  if (first === undefined) throw new RangeError('Nothing to summarise')
  const counts = entries.filter(({ count }) => count !== null)
  const count = counts.length === 0 ? null : counts.reduce((sum, entry) => sum + (entry.count ?? 0n), 0n)
  const message = `In ${entries.length} partitions; the first: ${wordNote(first)}`
  return { code: first.code, message, partition: null, from: null, to: null, count: safe(count) }
}

function safe(count: bigint | null): number | null {
  return count !== null && Number.isSafeInteger(Number(count)) ? Number(count) : null
}

function text(offset: bigint | null): string | null {
  return offset === null ? null : offset.toString()
}

function lower(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || (b !== null && b < a) ? b : a
}

function higher(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || (b !== null && b > a) ? b : a
}
