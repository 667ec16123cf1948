import type { FetchedPartition, KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { readBatches } from '#records/batch-reader.ts'
import { idOf } from './place-id.ts'
import type { PlacedRow } from './place-row.ts'
import { type SeenRecord, walkStretch } from './walk-stretch.ts'

/** What is known of the records that a move is about. */
export interface Places {
  /** Records in the stretch, where all of it was seen; null: only the distance is known. */
  records: bigint | null
  first: bigint | null
  last: bigint | null
  /** The first record it will read. */
  next: SeenRecord | null
}

export interface LookUpLimits {
  /** Partitions that are looked at, those with most to read again or to skip first. */
  partitions: number
  fetchBytes: number
  /** Partitions asked one by one because together with others they got no whole batch. */
  alone: number
  deadlineMs: number
}

export const LOOK_UP_LIMITS: LookUpLimits = {
  partitions: 64,
  fetchBytes: 64 * 1024,
  alone: 16,
  deadlineMs: 4_000,
}

const TAIL_BYTES = 16 * 1024
/** Behind the last record may stand the marker of its transaction, or a hole of compaction. */
const TAIL_STEPS = [1n, 2n, 16n]

interface Ask extends TopicPartitionId {
  offset: bigint
  maxBytes: number
}

/**
 * Reads the first and the last record of each stretch and that at the new place. What cannot be read in time is left
 * out: a plan is worth no less for it. `partial`: there were more partitions than are looked at.
 */
export async function lookUpPlaces(
  gateway: KafkaGateway,
  rows: readonly PlacedRow[],
  signal: AbortSignal,
  limits: LookUpLimits = LOOK_UP_LIMITS,
): Promise<{ places: Map<string, Places>; partial: boolean }> {
  const until = performance.now() + limits.deadlineMs
  const wanted = rows.filter(({ act, to, log }) => act === 'move' && to !== null && log !== null)
  const chosen = wanted.toSorted((a, b) => Number(lengthOf(b) - lengthOf(a))).slice(0, limits.partitions)
  const places = new Map<string, Places>()
  const fetch = fetcherOf(gateway, { signal, until, limits })
  await lookAhead(fetch, chosen, places, limits.fetchBytes)
  await lookAtEnds(fetch, chosen, places)
  return { places, partial: chosen.length < wanted.length || performance.now() >= until }
}

type Fetch = (asks: readonly Ask[]) => Promise<Map<string, FetchedPartition>>

function lengthOf({ stretch }: PlacedRow): bigint {
  return stretch === null ? 0n : stretch.high - stretch.low
}

/** From the beginning of each stretch on, and from the new place where that is elsewhere. */
async function lookAhead(
  fetch: Fetch,
  rows: readonly PlacedRow[],
  places: Map<string, Places>,
  maxBytes: number,
): Promise<void> {
  const stretched = rows.flatMap(({ topic, partition, stretch }) =>
    stretch === null ? [] : [{ topic, partition, offset: stretch.low, maxBytes }],
  )
  const begun = await fetch(stretched)
  for (const row of rows) {
    const answer = begun.get(idOf(row))
    const walked =
      answer === undefined || row.stretch === null
        ? null
        : walkStretch(readBatches(answer.records), row.stretch.low, row.stretch.high)
    const next = walked !== null && row.to === row.stretch?.low ? walked.first : (walked?.behind ?? null)
    places.set(idOf(row), {
      records: walked?.covered && walked.plain ? walked.records : null,
      first: walked?.first?.timestamp ?? null,
      last: walked?.covered ? walked.last : null,
      next,
    })
  }
  const unseen = rows.filter((row) => places.get(idOf(row))?.next == null && row.to !== row.log?.end)
  const arrived = await fetch(
    unseen.flatMap(({ topic, partition, to }) =>
      to === null ? [] : [{ topic, partition, offset: to, maxBytes: TAIL_BYTES }],
    ),
  )
  for (const row of unseen) {
    const answer = arrived.get(idOf(row))
    const place = places.get(idOf(row))
    if (answer === undefined || place === undefined || row.to === null) continue
    place.next = walkStretch(readBatches(answer.records), row.to, row.log?.end ?? row.to).first
  }
}

/** The time of the last record of each stretch that was not walked to its end. */
async function lookAtEnds(
  fetch: Fetch,
  rows: readonly PlacedRow[],
  places: ReadonlyMap<string, Places>,
): Promise<void> {
  for (const back of TAIL_STEPS) {
    const asks = rows.flatMap(({ topic, partition, stretch }) => {
      const place = places.get(idOf({ topic, partition }))
      if (stretch === null || place === undefined || place.records !== null || place.last !== null) return []
      const offset = stretch.high - back
      return offset < stretch.low ? [] : [{ topic, partition, offset, maxBytes: TAIL_BYTES }]
    })
    const answers = await fetch(asks)
    for (const row of rows) {
      const answer = answers.get(idOf(row))
      const place = places.get(idOf(row))
      if (answer === undefined || place === undefined || row.stretch === null) continue
      place.last = walkStretch(readBatches(answer.records), row.stretch.low, row.stretch.high).last
    }
  }
}

/** Answers by partition; those of which no whole batch came are asked again one by one, as far as time allows. */
function fetcherOf(
  gateway: KafkaGateway,
  { signal, until, limits }: { signal: AbortSignal; until: number; limits: LookUpLimits },
): Fetch {
  let alone = limits.alone
  const ask = async (asks: readonly Ask[]): Promise<[Ask, FetchedPartition][]> => {
    const timeoutMs = Math.ceil(until - performance.now())
    if (asks.length === 0 || timeoutMs <= 0) return []
    try {
      const outcomes = await gateway.fetch(asks, {
        isolation: 'read_uncommitted',
        maxWaitMs: 0,
        maxBytes: limits.fetchBytes * 8,
        timeoutMs,
        signal,
      })
      return asks.flatMap((one, index): [Ask, FetchedPartition][] => {
        const outcome = outcomes[index]
        return outcome?.ok ? [[one, outcome.value]] : []
      })
    } catch (error) {
      if (signal.aborted || !(error instanceof KafkaFault)) throw error
      return []
    }
  }
  return async (asks) => {
    const answers = new Map<string, FetchedPartition>()
    for (const [one, answer] of await ask(asks)) {
      if (hasWholeBatch(answer.records)) answers.set(idOf(one), answer)
      else if (asks.length > 1 && alone > 0) {
        alone -= 1
        for (const [, again] of await ask([one])) answers.set(idOf(one), again)
      }
    }
    return answers
  }
}

/** The length, at byte 8, counts what follows it. */
function hasWholeBatch(bytes: Buffer): boolean {
  return bytes.length >= 12 && 12 + bytes.readInt32BE(8) <= bytes.length
}
