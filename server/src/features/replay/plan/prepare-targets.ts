import { setTimeout as sleep } from 'node:timers/promises'
import { AppError } from '#http/app-error.ts'
import type { KafkaGateway } from '#kafka/gateway.ts'
import type { KafkaWriter } from '#kafka/writer.ts'
import { type PlannedReplay, targetClusterOf, topicKey } from '../replay-parts.ts'

const KNOWN_WITHIN_MS = 15_000
const LOOK_MS = 100

/** Makes the topics that the plan says are not there, and waits until the cluster knows all of their leaders. */
export async function makeTargets(
  planned: PlannedReplay,
  {
    gateway,
    writer,
  }: { gateway: Pick<KafkaGateway, 'describeTopics'>; writer: Pick<KafkaWriter, 'createTopic'> },
  signal: AbortSignal,
): Promise<PlannedReplay> {
  const { plan, cluster } = planned
  const wanted = plan.targets.filter(({ exists }) => !exists)
  for (const { topic, partitions, configs } of wanted) {
    signal.throwIfAborted()
    await writer.createTopic({ name: topic, partitions: partitions ?? 1, replicationFactor: null, configs })
  }
  const ids = new Map(planned.topicIds)
  const targets = []
  for (const target of plan.targets) {
    if (target.exists) targets.push(target)
    else {
      const topicId = await untilKnown(gateway, target.topic, target.partitions ?? 1, signal)
      ids.set(topicKey(targetClusterOf(cluster, plan.spec.target), target.topic), topicId)
      targets.push({ ...target, exists: true, topicId })
    }
  }
  return { ...planned, plan: { ...plan, targets }, topicIds: ids }
}

async function untilKnown(
  gateway: Pick<KafkaGateway, 'describeTopics'>,
  topic: string,
  partitions: number,
  signal: AbortSignal,
): Promise<string | null> {
  const until = performance.now() + KNOWN_WITHIN_MS
  for (;;) {
    const [outcome] = await gateway.describeTopics([topic], { signal })
    if (outcome?.ok) {
      const led = outcome.value.partitions.filter(({ leader }) => leader !== null)
      if (led.length >= partitions) return outcome.value.topicId
    } else if (outcome !== undefined && outcome.fault.code !== 'TOPIC_NOT_FOUND') throw outcome.fault
    if (performance.now() > until) {
      const message = `Topic "${topic}" was made, and ${KNOWN_WITHIN_MS / 1000} s later its partitions had no leaders yet. Nothing was written; look at the cluster, then plan again into another name.`
      throw new AppError('LEADER_UNAVAILABLE', message)
    }
    await sleep(LOOK_MS, undefined, { signal })
  }
}
