import { PROVENANCE } from '@sluice/shared/replay'
import type { RecordHeader } from '#records/record.ts'
import type { SourceRecord } from '../replay-parts.ts'

const OURS: ReadonlySet<string> = new Set(Object.values(PROVENANCE))
/** Digits of a count that is still believed. */
const COUNT = /^\d{1,9}$/

/** How many times a record was re-published before; 0 where nothing says so. */
export function countOf(headers: readonly RecordHeader[]): number {
  const text = textOf(headers, PROVENANCE.count)
  return text !== null && COUNT.test(text) ? Number(text) : 0
}

/** Whether this very job wrote it: read again, it would be written for ever. */
export function isOf(headers: readonly RecordHeader[], replayId: string): boolean {
  return textOf(headers, PROVENANCE.id) === replayId
}

function textOf(headers: readonly RecordHeader[], name: string): string | null {
  return headers.findLast(({ key }) => key === name)?.value?.toString('latin1') ?? null
}

/** Writes where records come from into their headers, behind all others; what earlier replays wrote gives way. */
export class Provenance {
  readonly #id: RecordHeader
  readonly #cluster: string
  readonly #counts = new Map<number, RecordHeader>()

  constructor(cluster: string, replayId: string) {
    this.#id = { key: PROVENANCE.id, value: Buffer.from(replayId) }
    this.#cluster = cluster
  }

  add(
    headers: readonly RecordHeader[],
    { topic, partition, record }: SourceRecord,
    count: number,
  ): RecordHeader[] {
    const others = headers.some(({ key }) => OURS.has(key))
      ? headers.filter(({ key }) => !OURS.has(key))
      : headers
    return [
      ...others,
      this.#id,
      {
        key: PROVENANCE.source,
        value: Buffer.from(`${this.#cluster}/${topic}/${partition}/${record.offset}`),
      },
      { key: PROVENANCE.timestamp, value: Buffer.from(record.timestamp.toString()) },
      this.#count(count),
    ]
  }

  #count(count: number): RecordHeader {
    const known = this.#counts.get(count)
    if (known !== undefined) return known
    const header = { key: PROVENANCE.count, value: Buffer.from(String(count)) }
    if (this.#counts.size < 1000) this.#counts.set(count, header)
    return header
  }
}
