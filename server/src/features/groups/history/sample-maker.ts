import type { NewSample } from '#store/lag-history/history-writer.ts'
import type { GroupStanding, PartitionStanding, TopicStanding } from '../lag-board.ts'

/** Partitions of a group that are kept while they are behind, the furthest first. */
const BEHIND_MAX = 10
/** And of one that somebody looks at, behind or not. */
const WATCHED_MAX = 200
/** Beyond so many partitions of a group those of topics that are less behind are not looked at. */
const LOOKED_MAX = 1_000
/** Of all groups of a cluster in one cycle. */
const PARTITIONS_MAX = 5_000
const WATCHED_MS = 10 * 60_000
/** The least often that a group is read is each five minutes: beyond this it was not read. */
const UNREAD_MS = 12 * 60_000

/** What was last made of a group. */
interface Seen {
  asOf: number
  gaps: number
  /** Topics and partitions that there were samples of. */
  names: ReadonlySet<string>
}

/** Makes samples of standings: of groups that were read since, with a gap wherever something was not known meanwhile. */
export class SampleMaker {
  readonly #seen = new Map<string, Seen>()
  readonly #watched = new Map<string, number>()
  #gaps = 0

  /** All that comes next comes after a gap. */
  gap(): void {
    this.#gaps += 1
  }

  watch(group: string, now: number): void {
    this.#watched.set(group, now + WATCHED_MS)
  }

  forget(groups: readonly string[]): void {
    for (const group of groups) this.#seen.delete(group)
  }

  *of(standings: Iterable<GroupStanding>, now: number): Generator<NewSample> {
    for (const [group, until] of this.#watched) if (until < now) this.#watched.delete(group)
    let room = PARTITIONS_MAX
    for (const standing of standings) {
      const { group, asOf } = standing
      const before = this.#seen.get(group)
      if (asOf === null || asOf === before?.asOf) continue
      const gap = before !== undefined && (before.gaps !== this.#gaps || asOf - before.asOf > UNREAD_MS)
      const names = new Set<string>()
      /** Whether it was away when the group was read before. */
      const isBack = (name: string): boolean => {
        names.add(name)
        return before !== undefined && !before.names.has(name)
      }
      yield { group, topic: null, partition: null, gap, sample: wholeSample(standing) }
      const { topics } = standing
      for (const topic of topics)
        yield {
          ...{ group, topic: topic.topic, partition: null },
          gap: isBack(topic.topic) || gap,
          sample: topicSample(topic),
        }
      const partitions = room > 0 ? this.#partitions(standing, topics).slice(0, room) : []
      room -= partitions.length
      for (const partition of partitions)
        yield {
          ...{ group, topic: partition.topic, partition: partition.partition },
          gap: isBack(`${partition.topic}/${partition.partition}`) || gap,
          sample: partitionSample(partition),
        }
      this.#seen.set(group, { asOf, gaps: this.#gaps, names })
    }
  }

  #partitions(standing: GroupStanding, topics: readonly TopicStanding[]): PartitionStanding[] {
    const watched = this.#watched.has(standing.group)
    if (!watched && (standing.lag ?? 0n) === 0n) return []
    const looked: PartitionStanding[] = []
    for (const topic of topics.toSorted(byLag)) {
      if ((!watched && (topic.lag ?? 0n) === 0n) || looked.length >= LOOKED_MAX) break
      // They are made when they are asked for.
      for (const partition of topic.partitions) looked.push(partition)
    }
    return looked
      .filter(({ lag }) => watched || (lag ?? 0n) > 0n)
      .sort(byLag)
      .slice(0, watched ? WATCHED_MAX : BEHIND_MAX)
  }
}

function wholeSample(standing: GroupStanding): NewSample['sample'] {
  const { lag, lagToEnd, lost, time, commitRate, produceRate, lagState: state } = standing
  return { lag, lagToEnd, lost, time, commitRate, produceRate, state }
}

function topicSample({
  lag,
  lost,
  time,
  commitRate,
  produceRate,
  lagState,
}: TopicStanding): NewSample['sample'] {
  return { lag, lagToEnd: null, lost, time, commitRate, produceRate, state: lagState }
}

function partitionSample({ lag, lagToEnd, lost, time, lagState }: PartitionStanding): NewSample['sample'] {
  return { lag, lagToEnd, lost, time, commitRate: null, produceRate: null, state: lagState }
}

/** The furthest behind first. */
function byLag(one: { lag: bigint | null }, other: { lag: bigint | null }): number {
  const [left, right] = [one.lag ?? 0n, other.lag ?? 0n]
  return left === right ? 0 : left > right ? -1 : 1
}
