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
  /** Null: whatever the time says. */
  bounds: OffsetBounds | null
  /** Null where it could not be asked for. */
  histogram: Histogram | null
}

/** Which offsets of each partition belong to a range that was not chosen by time. */
export class OffsetBounds {
  readonly #ranges: ReadonlyMap<string, { start: bigint; end: bigint }>

  constructor(ranges: readonly ScanRange[]) {
    this.#ranges = new Map(
      ranges.map(({ topic, partition, start, end }) => [
        `${topic}/${partition}`,
        { start: BigInt(start), end: BigInt(end) },
      ]),
    )
  }

  /** Partitions that the range does not name are no part of it. */
  has({ topic, partition, offset }: EventPlace): boolean {
    const range = this.#ranges.get(`${topic}/${partition}`)
    return range !== undefined && BigInt(offset) >= range.start && BigInt(offset) < range.end
  }
}

/** The topics as a scan names them. */
export function scanTopics(topics: readonly string[]): Pick<ScanRequest, 'topic' | 'topics'> {
  const [topic, ...more] = topics
  return topic !== undefined && more.length === 0 ? { topic } : { topics: [...topics] }
}
