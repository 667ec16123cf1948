import { setTimeout as sleep } from 'node:timers/promises'
import type { FetchedPartition, KafkaGateway, TopicPartitionId } from '#kafka/gateway.ts'
import { KafkaFault, type KafkaFaultCode } from '#kafka/kafka-fault.ts'

/** What a reader of one source partition asks, and of whom. */
export interface FetchDeps {
  gateway: Pick<KafkaGateway, 'fetch' | 'listOffsets'>
  isolation: 'read_committed' | 'read_uncommitted'
  signal: AbortSignal
  /** Tries again for so long what may pass. */
  patienceMs?: number
}

/** What a leader gave, or that it has removed what was asked for. */
export type FetchedLane =
  | { kind: 'batches'; fetched: FetchedPartition }
  | { kind: 'removed'; logStart: bigint }

const PATIENCE_MS = 30_000
const WAIT_MS = 500
const RETRY_MS = 300
/** A broker or a leader may come back. */
const PASSING: readonly KafkaFaultCode[] = ['LEADER_UNAVAILABLE', 'BROKER_TIMEOUT', 'CLUSTER_UNREACHABLE']

/** Batches from an offset on; what may pass is waited for, anything else is thrown as a {@link KafkaFault}. */
export async function fetchLane(
  deps: FetchDeps,
  id: TopicPartitionId,
  offset: bigint,
  maxBytes: number,
): Promise<FetchedLane> {
  const until = performance.now() + (deps.patienceMs ?? PATIENCE_MS)
  for (;;) {
    try {
      const fetched = await fetchOnce(deps, id, offset, maxBytes)
      if (fetched.kind === 'removed' || fetched.fetched.records.length > 0) return fetched
      if (performance.now() > until) throw silent(id, offset)
    } catch (error) {
      deps.signal.throwIfAborted()
      const passing = error instanceof KafkaFault && PASSING.includes(error.code)
      if (!passing || performance.now() > until) throw error
      await sleep(RETRY_MS, undefined, { signal: deps.signal })
    }
  }
}

async function fetchOnce(
  { gateway, isolation, signal }: FetchDeps,
  { topic, partition }: TopicPartitionId,
  offset: bigint,
  maxBytes: number,
): Promise<FetchedLane> {
  const [outcome] = await gateway.fetch([{ topic, partition, offset, maxBytes }], {
    ...{ isolation, signal, maxWaitMs: WAIT_MS, maxBytes },
  })
  if (outcome === undefined) throw new RangeError('A fetch answered nothing for what it was asked.')
  if (outcome.ok) return { kind: 'batches', fetched: outcome.value }
  if (outcome.fault.code !== 'OFFSET_OUT_OF_RANGE') throw outcome.fault
  return await removed(gateway, { topic, partition }, offset, signal)
}

/** Below the log's start it was removed; beyond its end the log is another one than when the job was planned. */
async function removed(
  gateway: FetchDeps['gateway'],
  { topic, partition }: TopicPartitionId,
  offset: bigint,
  signal: AbortSignal,
): Promise<FetchedLane> {
  const [earliest] = await gateway.listOffsets([{ topic, partition, at: 'earliest' }], { signal })
  if (earliest === undefined || !earliest.ok) throw earliest?.fault ?? silent({ topic, partition }, offset)
  const logStart = earliest.value.offset ?? 0n
  if (logStart > offset) return { kind: 'removed', logStart }
  throw new LogCutError({ topic, partition }, offset)
}

/** The log ends before a place it has reached: it was truncated, or made anew. */
export class LogCutError extends Error {
  constructor({ topic, partition }: TopicPartitionId, offset: bigint) {
    super(
      `Partition ${partition} of "${topic}" ends before offset ${offset}, which it had reached when this was planned: it was truncated or made anew. What is left is not what was chosen; make a new plan.`,
    )
    this.name = 'LogCutError'
  }
}

function silent({ topic, partition }: TopicPartitionId, offset: bigint): KafkaFault {
  return new KafkaFault(
    'LEADER_UNAVAILABLE',
    `Partition ${partition} of "${topic}" gives nothing from offset ${offset} on, though its log goes further. Resume when its leader answers again.`,
  )
}
