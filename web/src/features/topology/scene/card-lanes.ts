import type { TopicGroups } from '@sluice/shared/groups'
import { fractionOf, laneShape, type Span } from '#charts/channel-geometry.ts'
import { gateShape } from '#charts/gate-geometry.ts'
import { toneOf } from '#charts/gate-tone.ts'
import { topicHue } from '#ui/topic-hue.ts'

/** One partition as a channel, its right end where the next record comes; each group is a gate in it. */
export interface CardLane {
  partition: number
  held: Span
  gates: readonly { at: number; tone: 'ok' | 'attention' | 'trouble' | 'unknown'; hue: number | null }[]
}

export interface CardLanes {
  lanes: readonly CardLane[]
  /** Partitions that had no room. */
  more: number
}

const LANES_MAX = 6
/** Where nobody is behind, a stretch of so many records is shown. */
const LEAST = 20n

/**
 * The lanes of a topic for its card. All of them show an equally long stretch up to their ends, so that the distance
 * from a gate to the right is the lag, alike in each. Where there are too many, those that lag most stand for all.
 */
export function cardLanes({ partitions, groups }: Pick<TopicGroups, 'partitions' | 'groups'>): CardLanes {
  const known = partitions.flatMap(({ partition, logStart, logEnd, lastStable }) => {
    if (logStart === null || logEnd === null) return []
    const offsets = {
      logStart: BigInt(logStart),
      logEnd: BigInt(logEnd),
      lastStable: lastStable === null ? null : BigInt(lastStable),
    }
    const gates = groups.flatMap(({ group, positions }) => {
      const at = positions.find((position) => position.partition === partition)
      return at?.committed ? [{ group, committed: BigInt(at.committed), tone: toneOf(at.lagState) }] : []
    })
    const behind = gates.reduce((most, { committed }) => larger(most, offsets.logEnd - committed), 0n)
    return [{ partition, offsets, gates, behind }]
  })
  const span = larger(known.reduce((most, { behind }) => larger(most, behind), 0n) + LEAST / 10n, LEAST)
  const stretch = span + span / 8n
  const shown =
    known.length <= LANES_MAX
      ? known
      : [...known]
          .sort((a, b) => (a.behind < b.behind ? 1 : a.behind > b.behind ? -1 : a.partition - b.partition))
          .slice(0, LANES_MAX)
          .sort((a, b) => a.partition - b.partition)
  return {
    more: partitions.length - shown.length,
    lanes: shown.map(({ partition, offsets, gates }) => {
      const scale = { from: offsets.logEnd - stretch, to: offsets.logEnd }
      return {
        partition,
        held: laneShape(offsets, scale)?.held ?? { from: 0, to: fractionOf(offsets.logEnd, scale) },
        gates: gates.map(({ group, committed, tone }) => ({
          at: gateShape({ ...offsets, committed }, scale)?.at ?? 0,
          tone,
          hue: groups.length > 1 ? topicHue(group) : null,
        })),
      }
    }),
  }
}

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b)
