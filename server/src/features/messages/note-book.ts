import type { ScanNote } from '@sluice/shared/messages'
import type { TopicPartitionId } from '#kafka/gateway.ts'
import { type NoteCode, type NoteEntry, wordNote } from './note-words.ts'

/** Above this many partitions with the same note, one line says it for all: a page cannot show thousands. */
const PARTITIONS_MAX = 50

/** Records that the filter failed on, of which a scan tells one by one. */
const SAMPLES_MAX = 20

/** Gathers what a scan left out, one entry a code and partition, so that a million gaps are one line. */
export class NoteBook {
  readonly #entries = new Map<string, NoteEntry>()
  readonly #failed: ScanNote[] = []
  #samples = 0

  add(note: Pick<NoteEntry, 'code' | 'topic' | 'partition'> & Partial<NoteEntry>): void {
    const entry: NoteEntry = { from: null, to: null, count: null, detail: null, ...note }
    const key = `${entry.code}:${entry.topic}/${entry.partition}`
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
  stretch(
    code: NoteCode,
    id: TopicPartitionId,
    from: bigint,
    to: bigint,
    detail: string | null = null,
  ): void {
    const { topic, partition } = id
    this.add({ code, topic, partition, from, to, count: to - from + 1n, detail })
  }

  /** One of the records that the filter failed on, while there is place for samples. */
  failed(id: TopicPartitionId, offset: bigint, why: string): void {
    if (this.#samples === SAMPLES_MAX) return
    this.#samples += 1
    const { topic, partition } = id
    const entry = {
      code: 'filter-error' as const,
      topic,
      partition,
      from: offset,
      to: offset,
      count: 1n,
      detail: why,
    }
    this.#failed.push(toNote(entry))
  }

  /** The samples of failures that were not drained before. */
  drainFailed(): ScanNote[] {
    return this.#failed.splice(0)
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
    const failed = this.drainFailed()
    const others = [...byCode.values()].flatMap((entries) =>
      entries.length > PARTITIONS_MAX ? [summarise(entries)] : entries.map(toNote),
    )
    return [...others, ...failed]
  }
}

function toNote(entry: NoteEntry): ScanNote {
  const { code, topic, partition, from, to, count } = entry
  const message = wordNote(entry)
  return { code, message, topic, partition, from: text(from), to: text(to), count: safe(count) }
}

function summarise(entries: NoteEntry[]): ScanNote {
  const [first] = entries
  if (first === undefined) throw new RangeError('Nothing to summarise')
  const counts = entries.filter(({ count }) => count !== null)
  const count = counts.length === 0 ? null : counts.reduce((sum, entry) => sum + (entry.count ?? 0n), 0n)
  const message = `In ${entries.length} partitions; the first: ${wordNote(first)}`
  const topic = entries.every((entry) => entry.topic === first.topic) ? first.topic : null
  return { code: first.code, message, topic, partition: null, from: null, to: null, count: safe(count) }
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
