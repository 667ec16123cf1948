import type { Isolation, MessageFilter, ScanFrame, ScanRange, ScanRequest } from '@sluice/shared/messages'
import type { Histogram } from '@sluice/shared/messages-histogram'
import type { EventPlace, PlaySpan } from '#lib/play-engine.ts'

export type OpenScan = (request: ScanRequest, signal: AbortSignal) => AsyncIterable<ScanFrame>

/** What is played, whenever it was. */
export interface PlayAsk {
  topics: readonly string[]
  isolation: Isolation
  /** Only events that match it are played; null: all. */
  filter: MessageFilter | null
}

/** When it is played from and to, and what is known of the time between. */
export interface PlayRange {
  span: PlaySpan
  /** Offsets that the range begins with, where it was not chosen by time; null: whatever the time says. */
  floor: Floor | null
  /** Null where it could not be asked for. */
  histogram: Histogram | null
}

/** The first offset of each partition that belongs to a range. */
export class Floor {
  readonly #starts: ReadonlyMap<string, bigint>

  constructor(ranges: readonly ScanRange[]) {
    this.#starts = new Map(
      ranges.map(({ topic, partition, start }) => [`${topic}/${partition}`, BigInt(start)]),
    )
  }

  /** Partitions that the range does not name are no part of it. */
  has({ topic, partition, offset }: EventPlace): boolean {
    const start = this.#starts.get(`${topic}/${partition}`)
    return start !== undefined && BigInt(offset) >= start
  }
}

/** The topics as a scan names them. */
export function scanTopics(topics: readonly string[]): Pick<ScanRequest, 'topic' | 'topics'> {
  const [topic, ...more] = topics
  return topic !== undefined && more.length === 0 ? { topic } : { topics: [...topics] }
}
