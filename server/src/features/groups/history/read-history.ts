import {
  type GroupHistory,
  type GroupHistoryQuery,
  HISTORY_EVENTS_MAX,
  HISTORY_POINTS_MAX,
  type ProducedPast,
} from '@sluice/shared/groups-history'
import type { StoreHealth } from '@sluice/shared/store'
import { AppError } from '#http/app-error.ts'
import { KafkaFault, toItemFault } from '#kafka/kafka-fault.ts'
import type { LagHistory } from '#store/lag-history/lag-history.ts'
import { toColumns } from './to-columns.ts'

const HOUR_MS = 3_600_000

/** What a group read in a stretch of time before Sluice looked; null: nothing of it is known. */
export type ReadPast = (range: {
  from: number
  to: number
  topic: string | null
  partition: number | null
}) => Promise<ProducedPast | null>

export interface ReadHistoryDeps {
  history: Pick<LagHistory, 'read' | 'events'>
  health: () => StoreHealth
  past: ReadPast
  now: () => number
}

/** History of a group. Throws `STORE_UNAVAILABLE`. */
export async function readGroupHistory(
  { history, health, past, now }: ReadHistoryDeps,
  place: { cluster: string; group: string },
  query: GroupHistoryQuery,
): Promise<GroupHistory> {
  const to = query.to ?? Math.max(now(), (query.from ?? 0) + 1)
  const from = query.from ?? Math.max(0, to - HOUR_MS)
  const { topic = null, partition = null, step: stepMs = null } = query
  const asked = { ...place, topic, partition, from, to, stepMs, points: HISTORY_POINTS_MAX }
  const fitting = fit(history, asked)
  const { events, leftOut } = history.events({ ...place, from, to, most: HISTORY_EVENTS_MAX })
  const until = Math.min(fitting.firstAt ?? to, to, now())
  const wanted = query.past === 'broker' && until > from
  return {
    ...{ from, to, stepMs: fitting.stepMs, since: fitting.firstAt },
    ...fitting.columns,
    events: events.map(({ group, ...event }) => ({ ...event, ofGroup: group !== null })),
    eventsLeftOut: leftOut,
    ...(wanted ? await beforeSluice(past({ from, to: until, topic, partition })) : NO_PAST),
    store: health(),
  }
}

const NO_PAST = { past: null, pastFault: null }

/** Gaps are rows too: where they are too many, the steps are longer. */
function fit(history: ReadHistoryDeps['history'], query: Parameters<LagHistory['read']>[0]) {
  for (let points = query.points; ; points = Math.ceil(points / 2)) {
    const found = history.read({ ...query, points })
    const columns = toColumns(found)
    if (columns.at.length <= query.points || points <= 1)
      return { firstAt: found.firstAt, stepMs: found.stepMs, columns }
  }
}

async function beforeSluice(
  reading: Promise<ProducedPast | null>,
): Promise<Pick<GroupHistory, 'past' | 'pastFault'>> {
  try {
    return { past: await reading, pastFault: null }
  } catch (error) {
    if (!(error instanceof KafkaFault) && !(error instanceof AppError)) throw error
    const pastFault =
      error instanceof KafkaFault ? toItemFault(error) : { code: error.code, message: error.message }
    return { past: null, pastFault }
  }
}
