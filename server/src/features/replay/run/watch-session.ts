import { setTimeout as sleep } from 'node:timers/promises'
import type { ReplayHold } from '@sluice/shared/replay-job'
import { KafkaFault } from '#kafka/kafka-fault.ts'
import { targetClusterOf } from '../replay-parts.ts'
import { lagOn } from './backpressure.ts'
import { lookAtTopics, mustBeSame } from './check-topics.ts'
import type { JobRecord } from './job-record.ts'
import type { OpenSession } from './open-session.ts'
import type { SessionDeps } from './session-deps.ts'

const TOPICS_MS = 2_000
const LAG_MS = 1_000

/** Watches beside a session what could make it wrong to go on; resolves once it is told to end. */
export async function watchSession(
  deps: SessionDeps,
  record: JobRecord,
  open: OpenSession,
  signal: AbortSignal,
): Promise<void> {
  const watches = [every(TOPICS_MS, signal, () => watchTopics(deps, record, open, signal))]
  if (record.plan.spec.backpressure !== null && record.mode === 'run') {
    open.holdBack(holdOf(record, null))
    watches.push(every(LAG_MS, signal, () => watchLag(deps, record, open, signal)))
  }
  await Promise.all(watches)
}

async function every(ms: number, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
  while (!signal.aborted) {
    await work()
    if (!signal.aborted) await sleep(ms, undefined, { signal }).catch(() => {})
  }
}

async function watchTopics(deps: SessionDeps, record: JobRecord, open: OpenSession, signal: AbortSignal) {
  try {
    mustBeSame(record.watched, await lookAtTopics((name) => deps.gateway(name), record.watched, signal))
  } catch (error) {
    if (signal.aborted) return
    // A cluster that does not answer is met by who reads and writes.
    const passing = error instanceof KafkaFault && error.code !== 'TOPIC_NOT_FOUND'
    if (!passing) open.session.fail(error)
  }
}

async function watchLag(deps: SessionDeps, record: JobRecord, open: OpenSession, signal: AbortSignal) {
  const { backpressure, target } = record.plan.spec
  if (backpressure === null) return
  const topics = record.watched.filter(({ topic }) => record.plan.targets.some((one) => one.topic === topic))
  let lag: bigint | null = null
  try {
    lag = await lagOn(
      deps.gateway(targetClusterOf(record.cluster, target)),
      backpressure.group,
      topics,
      signal,
    )
  } catch (error) {
    // Not known: it waits, and says so.
    if (!(error instanceof KafkaFault) && !signal.aborted) open.session.fail(error)
  }
  if (signal.aborted) return
  open.holdBack(lag !== null && lag <= BigInt(backpressure.maxLag) ? null : holdOf(record, lag))
}

function holdOf({ plan }: JobRecord, lag: bigint | null): ReplayHold | null {
  if (plan.spec.backpressure === null) return null
  const { group, maxLag } = plan.spec.backpressure
  return { kind: 'backpressure', group, lag: lag === null ? null : `${lag}`, maxLag }
}
