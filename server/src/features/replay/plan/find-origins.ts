import type { ReplaySpec } from '@sluice/shared/replay'
import type { KafkaGateway } from '#kafka/gateway.ts'
import { originOf } from '../shape/dead-letter.ts'
import { type ReadBudget, readStretches, type Stretch } from './read-stretches.ts'
import type { SourceRange } from './resolve-source.ts'

/** A queue is looked through for the topics that it names: all of it where it is small, else its ends. */
const BUDGET: Omit<ReadBudget, 'until'> = { bytes: 64 * 1024 * 1024, records: 200_000 }
const ENDS: Omit<ReadBudget, 'until'> = { bytes: 8 * 1024 * 1024, records: 2000 }
const WITHIN_MS = 4000
const TOPICS_MAX = 200

/**
 * Topics that the dead-letter headers of a selection name. A topic that is named first in a stretch that was not looked
 * at is not among them, and its records will not be written: the plan holds for the topics that it shows.
 */
export async function findOrigins(
  gateway: Pick<KafkaGateway, 'fetch'>,
  { target, source }: Pick<ReplaySpec, 'target' | 'source'>,
  ranges: readonly SourceRange[],
  signal: AbortSignal,
): Promise<string[]> {
  if (target.kind !== 'origin') return []
  const { convention } = target
  const found = new Set<string>()
  const { isolation } = source
  const look = async (stretches: readonly Stretch[], budget: Omit<ReadBudget, 'until'>) => {
    const until = performance.now() + WITHIN_MS
    const read = await readStretches(
      gateway,
      stretches,
      { isolation, budget: { ...budget, until }, signal },
      async (_, records) => {
        for (const { record } of records) {
          if (found.size >= TOPICS_MAX) return
          const origin = originOf(record.headers, convention)
          if (origin !== null) found.add(origin.topic)
        }
      },
    )
    return read.whole
  }
  const whole = await look(ranges, BUDGET)
  if (!whole) await look(ranges.map(tailOf), ENDS)
  return [...found].sort()
}

function tailOf({ topic, partition, from, to }: SourceRange): Stretch {
  const near = to - BigInt(ENDS.records)
  return { topic, partition, from: near > from ? near : from, to }
}
