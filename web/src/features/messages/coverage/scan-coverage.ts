import type { ScanLane, ScanRange } from '@sluice/shared/messages'

/** What a scan is to look at of one partition, `[start, end)`, and what it has looked at; null: nothing yet. */
export interface Covered {
  topic: string
  partition: number
  start: bigint
  end: bigint
  seen: { from: bigint; to: bigint } | null
}

/** Follows which offsets of each partition a scan has looked at, over every request that reads on in it. */
export class ScanCoverage {
  readonly #partitions = new Map<string, Covered>()

  /** The first request knows the whole range; one that reads on knows what is left, and partitions that came late. */
  open(ranges: readonly ScanRange[]): void {
    for (const { topic, partition, start, end } of ranges) {
      const id = `${topic}/${partition}`
      if (this.#partitions.has(id)) continue
      this.#partitions.set(id, { topic, partition, start: BigInt(start), end: BigInt(end), seen: null })
    }
  }

  take(lanes: readonly ScanLane[]): void {
    for (const { topic, partition, ...lane } of lanes) {
      const covered = this.#partitions.get(`${topic}/${partition}`)
      if (covered === undefined) continue
      const [from, to] = [BigInt(lane.from), BigInt(lane.to)]
      const { seen } = covered
      covered.seen = {
        from: seen === null || from < seen.from ? from : seen.from,
        to: seen === null || to > seen.to ? to : seen.to,
      }
    }
  }

  get list(): Covered[] {
    return [...this.#partitions.values()]
  }
}

/** A whole number from 0 to 100, and 100 only where all of the range was looked at. */
export function coveredPercent({ start, end, seen }: Covered): number {
  if (end <= start) return 100
  if (seen === null) return 0
  const done = seen.to - seen.from
  return done >= end - start ? 100 : Number((done * 100n) / (end - start))
}
