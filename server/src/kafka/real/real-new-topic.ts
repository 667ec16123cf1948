import type { CallScope } from '../call-scope.ts'
import { brokerTimeout, topicNotAuthorized } from '../faults.ts'
import { KafkaFault } from '../kafka-fault.ts'
import { newTopicNameRefused, newTopicRefused, newTopicUnknown, topicExists } from '../producer-faults.ts'
import type { NewTopic } from '../record-producer.ts'
import { notSent, type WriteFault } from '../write-faults.ts'
import type { BrokerClient } from './broker-client.ts'
import type { ClusterMap } from './cluster-map.ts'
import { KAFKA, topicFault } from './error-codes.ts'
import { CREATE_TOPICS } from './producer-wire-apis.ts'

/** Kafka's word for "as the broker has it". */
const BROKERS_DEFAULT = -1
/** Of the call's time, what the controller gets; the rest is for the leaders to be chosen. */
const CONTROLLERS_SHARE = 0.6
const PAUSE_MS = 100
/** Before KRaft only the controller makes topics; it may have moved since it was named. */
const TRIES = 3

export async function createTopic(
  client: BrokerClient,
  map: ClusterMap,
  topic: NewTopic,
  scope: CallScope,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const code = await ask(client, map, topic, scope)
    if (code === KAFKA.none) break
    if (code !== KAFKA.notController || tries === TRIES) throw refusal(code, topic.name, null)
    await scope.sleep(PAUSE_MS, () => late(scope))
  }
  await untilLed(map, topic, scope)
}

async function ask(
  client: BrokerClient,
  map: ClusterMap,
  { name, partitions, replicationFactor, configs }: NewTopic,
  scope: CallScope,
): Promise<number> {
  const { controllerId } = await map.read([], scope)
  const controller = map.broker(controllerId) ?? map.anyBroker()
  if (controller === null)
    throw notSent(new KafkaFault('LEADER_UNAVAILABLE', 'The cluster has no controller now.'))
  const asked = {
    name,
    numPartitions: partitions,
    replicationFactor: replicationFactor ?? BROKERS_DEFAULT,
    assignments: [],
    configs: [...configs],
  }
  const timeoutMs = Math.floor(scope.remainingMs() * CONTROLLERS_SHARE)
  const called = await client.callOnce(controller, CREATE_TOPICS, [[asked], timeoutMs, false], scope)
  if (!called.ok) {
    if (!(called.error instanceof KafkaFault)) throw called.error
    throw called.sent ? newTopicUnknown(name, called.error) : notSent(called.error)
  }
  const [answer] = called.answer.topics
  const { errorCode = KAFKA.requestTimedOut, errorMessage = null } = answer ?? {}
  if (errorCode !== KAFKA.none && errorCode !== KAFKA.notController)
    throw refusal(errorCode, name, errorMessage)
  return errorCode
}

function refusal(code: number, name: string, words: string | null): WriteFault {
  switch (code) {
    case KAFKA.topicExists:
      return topicExists(name)
    case KAFKA.invalidTopic:
      return newTopicNameRefused(name)
    case KAFKA.topicAuthorizationFailed:
    case KAFKA.clusterAuthorizationFailed:
      return notSent(topicNotAuthorized(name, 'Create'))
    case KAFKA.requestTimedOut:
      return newTopicUnknown(name, null)
    case KAFKA.invalidPartitions:
    case KAFKA.invalidReplicationFactor:
    case KAFKA.invalidConfig:
    case KAFKA.policyViolation:
    case KAFKA.invalidRequest:
      return newTopicRefused(name, words)
    default:
      return notSent(topicFault(code, name, 'Create'))
  }
}

/** Who writes next must find a leader: that of a topic just made is known a little later. */
async function untilLed(map: ClusterMap, { name, partitions }: NewTopic, scope: CallScope): Promise<void> {
  for (;;) {
    const route = (await map.routes([name], scope, performance.now())).get(name)
    if (route !== undefined && !(route instanceof KafkaFault)) {
      const led = [...route.leaders.values()].filter((leader) => leader !== null).length
      if (led >= partitions) return
    }
    await scope.sleep(PAUSE_MS, () => late(scope))
  }
}

function late(scope: CallScope): KafkaFault {
  return brokerTimeout('The cluster', 'CreateTopics', scope.timeoutMs)
}
