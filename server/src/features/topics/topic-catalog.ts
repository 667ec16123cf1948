import type { ItemFault } from '@sluice/shared/errors'
import type { KafkaGateway, TopicDescription } from '#kafka/gateway.ts'
import { toItemFault } from '#kafka/kafka-fault.ts'
import { type LogSizes, readLogSizes } from './log-sizes.ts'
import { createSingleFlight, type Dated } from './single-flight.ts'
import { summarise, type TopicFigures } from './topic-figures.ts'
import { readOffsets } from './topic-offsets.ts'

/** All topics of a cluster at one moment, with what can be said of each without asking for its configuration. */
interface TopicSnapshot {
  topics: TopicFigures[]
  /** Topics the broker named and would not describe. */
  unreadable: (ItemFault & { name: string })[]
}

export interface TopicCatalog {
  snapshot(): Promise<Dated<TopicSnapshot>>
  sizes(): Promise<Dated<LogSizes>>
}

const FRESH_MS = 1000
const STALE_MS = 4000
const PATIENCE_MS = 250

/**
 * Reads a cluster's topics at most once a second, however many pages ask. A small cluster is always read anew after
 * that; a large one answers with its last reading, at most 5 s old and dated, while the next is under way.
 */
export function createTopicCatalog(gateway: KafkaGateway, now?: () => number): TopicCatalog {
  const pace = { freshMs: FRESH_MS, staleMs: STALE_MS, patienceMs: PATIENCE_MS, ...(now ? { now } : {}) }
  const sizes = createSingleFlight(() => readLogSizes(gateway), pace)
  return { sizes, snapshot: createSingleFlight(() => readSnapshot(gateway, sizes), pace) }
}

async function readSnapshot(
  gateway: KafkaGateway,
  sizes: () => Promise<Dated<LogSizes>>,
): Promise<TopicSnapshot> {
  const outcomes = await gateway.describeTopics()
  const topics: TopicDescription[] = []
  const unreadable: (ItemFault & { name: string })[] = []
  for (const outcome of outcomes) {
    if (outcome.ok) topics.push(outcome.value)
    else unreadable.push({ name: outcome.name, ...toItemFault(outcome.fault) })
  }
  const [logStart, logEnd, { value: logSizes }] = await Promise.all([
    readOffsets(gateway, topics, 'logStart'),
    readOffsets(gateway, topics, 'logEnd'),
    sizes(),
  ])
  const figures = topics.map((topic) => summarise(topic, { logStart, logEnd, logSizes }))
  // Sorted once here, the usual order by name costs each page nothing.
  return { topics: figures.sort((a, b) => (a.name < b.name ? -1 : 1)), unreadable }
}
