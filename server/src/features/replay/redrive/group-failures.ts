import type { Message } from '@sluice/shared/messages'
import {
  DEAD_LETTER_SAMPLES,
  type DeadLetter,
  type DeadLetterGroup,
} from '@sluice/shared/replay-dead-letters'
import { toTimestamp } from '@sluice/shared/units'
import { failureClass } from './failure-class.ts'
import { type FailureTold, readFailure } from './failure-headers.ts'

const MESSAGES = 3
const NAMES = 5
/** Different texts of one group that are told apart: a message may hold what no other does. */
const TEXTS_MAX = 1000

interface Gathered {
  told: FailureTold
  first: bigint
  last: bigint
  records: { at: bigint; letter: DeadLetter; origin: string | null }[]
  messages: Map<string, number>
  origins: Map<string | null, number>
  by: Map<string, number>
}

/** Gathers dead letters that failed alike; memory is that of what it is given. */
export class FailureGroups {
  readonly #groups = new Map<string, Gathered>()
  /** How many came from the same place. */
  readonly #places = new Map<string, number>()
  looked = 0

  add(message: Message): void {
    this.looked += 1
    const told = readFailure(message)
    const id = [
      told.way ?? '',
      told.exception ?? '',
      told.exception === null ? patternOf(told.message) : '',
    ].join('|')
    const group = this.#groups.get(id) ?? this.#begin(id, told)
    const at = BigInt(message.timestamp)
    if (at < group.first || group.records.length === 0) group.first = at
    if (at > group.last || group.records.length === 0) group.last = at
    const origin = placeOf(told)
    if (origin !== null) count(this.#places, origin)
    if (told.message !== null && group.messages.size < TEXTS_MAX)
      count(group.messages, patternOf(told.message))
    count(group.origins, told.origin?.topic ?? null)
    if (told.by !== null) count(group.by, told.by)
    group.records.push({ at, origin, letter: letterOf(message, told) })
  }

  /** The largest first. */
  all(): DeadLetterGroup[] {
    return [...this.#groups]
      .map(([id, group]) => this.#toGroup(id, group))
      .sort((a, b) => b.records - a.records || (a.id < b.id ? -1 : 1))
  }

  #begin(id: string, told: FailureTold): Gathered {
    const group: Gathered = {
      ...{ told, first: 0n, last: 0n, records: [] },
      ...{ messages: new Map(), origins: new Map(), by: new Map() },
    }
    this.#groups.set(id, group)
    return group
  }

  #toGroup(id: string, { told, first, last, records, messages, origins, by }: Gathered): DeadLetterGroup {
    const twinsOf = (origin: string | null) => (origin === null ? 0 : (this.#places.get(origin) ?? 1) - 1)
    const newest = [...records].sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0))
    return {
      id,
      class: failureClass(told.exception, told.message !== null),
      exception: told.exception,
      way: told.way,
      records: records.length,
      first: toTimestamp(first),
      last: toTimestamp(last),
      messages: top(messages, MESSAGES).map(([text, many]) => ({ text, records: many })),
      origins: top(origins, NAMES).map(([topic, many]) => ({ topic, records: many })),
      by: top(by, NAMES).map(([name, many]) => ({ name, records: many })),
      replayed: records.filter(({ letter }) => letter.replays > 0).length,
      mostReplays: records.reduce((most, { letter }) => Math.max(most, letter.replays), 0),
      twins: records.filter(({ origin }) => twinsOf(origin) > 0).length,
      places: placesOf(records.map(({ letter }) => letter)),
      samples: newest
        .slice(0, DEAD_LETTER_SAMPLES)
        .map(({ letter, origin }) => ({ ...letter, twins: twinsOf(origin) })),
    }
  }
}

function letterOf(message: Message, { message: text, by, origin, replays }: FailureTold): DeadLetter {
  const { partition, offset, timestamp, key, value } = message
  return { partition, offset, timestamp, key, value, message: text, by, origin, replays, twins: 0 }
}

function placeOf({ origin }: FailureTold): string | null {
  if (origin === null || origin.partition === null || origin.offset === null) return null
  return `${origin.topic}/${origin.partition}/${origin.offset}`
}

/** A message without what is only of one record: numbers, ids, quoted values. */
function patternOf(message: string | null): string {
  if (message === null) return ''
  return message
    .split('\n', 1)
    .join('')
    .slice(0, 300)
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/gi, '#')
    .replace(/\b(?=[\w-]*\d)[\w-]+\b/g, '#')
}

/** Offsets by partition, as stretches. */
function placesOf(letters: readonly DeadLetter[]): DeadLetterGroup['places'] {
  const byPartition = Map.groupBy(letters, ({ partition }) => partition)
  return [...byPartition]
    .sort(([a], [b]) => a - b)
    .map(([partition, of]) => ({ partition, offsets: stretches(of.map(({ offset }) => BigInt(offset))) }))
}

function stretches(offsets: readonly bigint[]): string {
  const runs: { from: bigint; to: bigint }[] = []
  for (const offset of [...offsets].sort((a, b) => (a < b ? -1 : 1))) {
    const run = runs.at(-1)
    if (run !== undefined && run.to + 1n === offset) run.to = offset
    else runs.push({ from: offset, to: offset })
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`)).join(',')
}

function count<K>(map: Map<K, number>, key: K): void {
  map.set(key, (map.get(key) ?? 0) + 1)
}

function top<K>(map: ReadonlyMap<K, number>, most: number): [K, number][] {
  return [...map].sort(([, a], [, b]) => b - a).slice(0, most)
}
